using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>One vault as last listed: what it says of itself, the bytes of that, and its items.</summary>
internal sealed record VaultListing(VaultFacts Facts, byte[] Json, ItemList List);

/// <summary>How far one vault is. Lists and checks happen while nothing of it is under way; items and files in between.</summary>
internal sealed class VaultCapture(VaultFacts facts)
{
    private readonly Dictionary<string, ItemState> _items = new(StringComparer.Ordinal);
    private int _open;

    public string Id { get; } = facts.Id;

    /// <summary>What the last list was taken with.</summary>
    public VaultListing? Listing { get; private set; }

    /// <summary>How often it was listed again because something had moved.</summary>
    public int Rounds { get; private set; }

    public IEnumerable<ItemState> Items => _items.Values;

    /// <summary>Takes a list and tells which items it calls for.</summary>
    public IReadOnlyList<ItemState> Plan(VaultListing listing)
    {
        if (Listing is not null)
            Rounds++;
        Listing = listing;
        foreach ((string id, ListedItem listed) in listing.List.Items)
        {
            if (_items.TryGetValue(id, out ItemState? known))
                known.Listed = listed;
            else
                _items.Add(id, new ItemState(this, listed));
        }

        return [.. _items.Values.Where(item => item.NeedsFetch && listing.List.Items.ContainsKey(item.Key.ItemId))];
    }

    /// <summary>Drops the items that the last list does not have any more.</summary>
    public IReadOnlyList<ItemState> DropTheGone()
    {
        List<ItemState> gone = [.. _items.Values.Where(item => Listing?.List.Items.ContainsKey(item.Key.ItemId) == false)];
        foreach (ItemState item in gone)
            _items.Remove(item.Key.ItemId);
        return gone;
    }

    /// <summary>Counts parts that are under way.</summary>
    public void Begin(int parts) => Interlocked.Add(ref _open, parts);

    /// <summary>True for the last part that ends.</summary>
    public bool End() => Interlocked.Decrement(ref _open) == 0;
}
