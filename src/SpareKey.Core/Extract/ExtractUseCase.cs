using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.Files;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Extract;

/// <summary>Puts a snapshot's content into a private folder, in the layout that <c>tar</c> would give.</summary>
public sealed class ExtractUseCase(IDestination destination, IPrivateFolders folders)
{
    public async Task<ExtractResult> RunAsync(ExtractRequest request, RecoveryKey key, CancellationToken cancellationToken)
    {
        using var snapshot = StoredSnapshot.Open(destination, request.Snapshot);
        var index = snapshot.OpenIndex(key);
        var content = snapshot.Content(index);
        var paths = ExtractSelection.Paths(content, request);
        var entries = index.Entries.Where(entry => paths.Contains(entry.Path)).ToArray();
        var folder = folders.OpenEmpty(request.Out);
        using var target = new ExtractTarget(folder);
        try
        {
            await snapshot.GuardAsync(() => snapshot.Reader.CopyEntriesAsync(key, entries, target.Open, cancellationToken));
            target.FinishLast();
        }
        catch (Exception failure) when (target.Finished > 0 && PlaintextLeft.Concerns(failure))
        {
            throw PlaintextLeft.Mention(failure, folder.Path, target.Finished);
        }

        return new ExtractResult(folder.Path, entries.Length, entries.Sum(entry => entry.Size), snapshot.Reader.Header.Complete);
    }
}

/// <param name="Snapshot">Its file name in the destination.</param>
/// <param name="Out">The folder to fill: empty or not there yet.</param>
/// <param name="Vaults">Ids or names; empty means all.</param>
/// <param name="Items">Ids or titles; empty means all.</param>
public sealed record ExtractRequest(string Snapshot, string Out, IReadOnlyList<string> Vaults, IReadOnlyList<string> Items);

/// <param name="Complete">False where the snapshot itself lacks something.</param>
public sealed record ExtractResult(string Folder, int Files, long Bytes, bool Complete);
