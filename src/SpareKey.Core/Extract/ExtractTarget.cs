using SpareKey.Archive;
using SpareKey.Core.Files;

namespace SpareKey.Core.Extract;

/// <summary>
/// Writes each entry under a temporary name and renames it once its digest was checked, so that a damaged entry
/// leaves nothing that looks whole; what is unfinished at the end is removed.
/// </summary>
internal sealed class ExtractTarget(IPrivateFolder folder) : IAsyncDisposable
{
    private const string Unfinished = ".unfinished";

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public Stream Open(SnapshotIndexEntry entry)
    {
        _open.Add(entry.Path);
        return folder.CreateFile(entry.Path + Unfinished);
    }

    public void Finish(SnapshotIndexEntry entry)
    {
        folder.Rename(entry.Path + Unfinished, entry.Path);
        _open.Remove(entry.Path);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var path in _open)
            folder.Delete(path + Unfinished);
        _open.Clear();
        return ValueTask.CompletedTask;
    }
}
