using SpareKey.Core.Accounts;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>Counts for the person who waits. A part that is read again counts again on both sides.</summary>
internal sealed class Tally(ICaptureSink sink, int vaults)
{
    private int _vaultsDone;
    private int _itemsDone;
    private int _items;
    private int _filesDone;
    private int _files;

    public void AddItems(int count) => Tell(ref _items, count);

    public void AddFiles(int count) => Tell(ref _files, count);

    public void ItemDone() => Tell(ref _itemsDone, 1);

    public void FileDone() => Tell(ref _filesDone, 1);

    public void VaultDone() => Tell(ref _vaultsDone, 1);

    private void Tell(ref int counter, int more)
    {
        Interlocked.Add(ref counter, more);
        sink.Progress(new CaptureProgress(
            Volatile.Read(ref _vaultsDone),
            vaults,
            Volatile.Read(ref _itemsDone),
            Volatile.Read(ref _items),
            Volatile.Read(ref _filesDone),
            Volatile.Read(ref _files)));
    }
}
