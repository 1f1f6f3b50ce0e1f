using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>
/// Matches what a call printed with what it was asked for. Kept is an object that is whole, was asked for, is there once and
/// is not older than the list; all else stays open and is asked for again.
/// </summary>
internal sealed class ItemBatch(IEnumerable<ItemState> items, bool cached, Func<ItemState, ItemFacts, ReadOnlyMemory<byte>, CancellationToken, Task> keep)
{
    private readonly OrderedDictionary<ItemKey, ItemState> _open = new(items.Select(static item => KeyValuePair.Create(item.Key, item)));
    private readonly List<ItemState> _stale = [];

    /// <summary>Not answered yet, in the order asked.</summary>
    public IReadOnlyList<ItemState> Open => [.. _open.Values];

    /// <summary>Answered from a cache: older than what is listed.</summary>
    public IReadOnlyList<ItemState> Stale => _stale;

    /// <summary>True when objects came that nobody had asked for.</summary>
    public bool HadForeign { get; private set; }

    public IReadOnlyList<ItemKey> Keys => [.. _open.Keys];

    /// <returns>What was wrong with the answer, null when everything open was answered.</returns>
    public async Task<OpFailure?> TakeAsync(ReadOnlyMemory<byte> printed, CancellationToken cancellationToken)
    {
        List<ReadOnlyMemory<byte>> objects = [];
        bool whole = JsonObjects.Split(printed, objects);
        List<(ItemFacts Facts, ReadOnlyMemory<byte> Json)> read = [];
        foreach (ReadOnlyMemory<byte> json in objects)
        {
            if (ItemFacts.Parse(json) is { } facts)
                read.Add((facts, json));
        }

        foreach (IGrouping<ItemKey, (ItemFacts Facts, ReadOnlyMemory<byte> Json)> same in read.GroupBy(static one => one.Facts.Key))
            await TakeAsync(same.Key, [.. same], cancellationToken);
        return _open.Count == 0 ? null
            : !whole || read.Count < objects.Count ? OpFailure.BadOutput("op printed something that is no item, or not all of one")
            : OpFailure.BadOutput("op left items out of its answer");
    }

    private async Task TakeAsync(ItemKey key, List<(ItemFacts Facts, ReadOnlyMemory<byte> Json)> same, CancellationToken cancellationToken)
    {
        if (!_open.TryGetValue(key, out ItemState? item))
            HadForeign = true;
        // Two objects with one id: which of them is it?
        else if (same is [(var facts, var json)])
            await TakeAsync(item, facts, json, cancellationToken);
    }

    private async Task TakeAsync(ItemState item, ItemFacts facts, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        _open.Remove(item.Key);
        bool older = facts.Version < item.Listed.Version;
        // From a cache another state is an old one; straight from the server it is news, which the check of the vault sorts out.
        if (older || (cached && facts.Archived != item.Listed.Archived))
            _stale.Add(item);
        else
            await keep(item, facts, json, cancellationToken);
    }
}
