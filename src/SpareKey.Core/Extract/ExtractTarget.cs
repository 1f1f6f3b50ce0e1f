using SpareKey.Archive;
using SpareKey.Core.Files;

namespace SpareKey.Core.Extract;

/// <summary>
/// Writes each entry under a temporary name and renames it once the whole entry was checked, so that a damaged one
/// leaves nothing that looks whole. The archive hands entries over one after the other and disposes each: the next one's
/// opening, or the end, is the proof that the one before was whole.
/// </summary>
internal sealed class ExtractTarget(IPrivateFolder folder) : IDisposable
{
    private const string Unfinished = ".unfinished";

    private string? _current;

    /// <summary>Files that have their name.</summary>
    public int Finished { get; private set; }

    public Stream Open(SnapshotIndexEntry entry)
    {
        FinishLast();
        _current = entry.Path;
        return folder.CreateFile(entry.Path + Unfinished);
    }

    public void FinishLast()
    {
        if (_current is null)
            return;
        folder.Rename(_current + Unfinished, _current);
        _current = null;
        Finished++;
    }

    public void Dispose()
    {
        if (_current is not null && folder.Exists(_current + Unfinished))
            folder.Delete(_current + Unfinished);
        _current = null;
    }
}
