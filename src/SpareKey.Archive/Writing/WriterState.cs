namespace SpareKey.Archive;

internal enum WriterState
{
    Fresh,
    Open,
    Broken,
    Finished,
    ReadBack,
}
