using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Show;

/// <summary>Shows what a snapshot says about itself, and with a key what is in it.</summary>
public sealed class ShowUseCase(IDestination destination)
{
    private const int MaxItemBytes = 64 * 1024 * 1024;

    public ShownHeader Header(string name)
    {
        using var snapshot = StoredSnapshot.Open(destination, name);
        return new ShownHeader(name, snapshot.Reader.Header);
    }

    public ShownContent Content(string name, RecoveryKey key)
    {
        using var snapshot = StoredSnapshot.Open(destination, name);
        var index = snapshot.OpenIndex(key);
        return new ShownContent(name, snapshot.Reader.Header, snapshot.Content(index));
    }

    /// <summary>One item out of one segment.</summary>
    /// <param name="name">The snapshot.</param>
    /// <param name="key">A key that opens it.</param>
    /// <param name="item">An item's id, or its title where only one item bears it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<ShownItem> ItemAsync(string name, RecoveryKey key, string item, CancellationToken cancellationToken)
    {
        using var snapshot = StoredSnapshot.Open(destination, name);
        var index = snapshot.OpenIndex(key);
        var (vault, found) = ItemSearch.Find(snapshot.Content(index), item);
        var entry = snapshot.Guard(() => index.Find(found.Path)
            ?? throw new SnapshotDamagedException("index.cms", $"the entry {found.Path} is missing"));
        return new ShownItem(vault, found, await snapshot.GuardAsync(() => snapshot.Reader.ReadEntryAsync(key, entry, MaxItemBytes, cancellationToken)));
    }
}

public sealed record ShownHeader(string Name, SnapshotHeader Header);

public sealed record ShownContent(string Name, SnapshotHeader Header, SnapshotContent Content);

/// <param name="Json">The exact bytes the source printed; the caller wipes them.</param>
public sealed record ShownItem(VaultContent Vault, ItemContent Item, byte[] Json);
