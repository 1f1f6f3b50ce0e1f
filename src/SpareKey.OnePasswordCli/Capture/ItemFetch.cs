using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Calls;
using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>
/// Fetches items, a hundred to a process. What a batch leaves open is narrowed down: the first open item alone, the rest as a
/// batch again, after some rounds each alone, so that one bad item costs itself and two calls.
/// </summary>
internal sealed class ItemFetch(OpClient op, ICaptureSink sink, WorkBoard board, Tally tally)
{
    private const int MostRounds = 3;

    public async Task FetchAsync(IReadOnlyList<ItemState> items, CancellationToken cancellationToken)
    {
        IReadOnlyList<ItemState> open = items;
        for (var round = 0; round < MostRounds && open.Count > 1; round++)
            open = await FetchBatchAsync(open, cancellationToken);
        foreach (ItemState item in open)
            await FetchOneAsync(item, cached: true, cancellationToken);
    }

    /// <returns>What is still to be fetched.</returns>
    private async Task<IReadOnlyList<ItemState>> FetchBatchAsync(IReadOnlyList<ItemState> items, CancellationToken cancellationToken)
    {
        ItemBatch batch = new(items, cached: true, KeepAsync);
        OpFailure? failure = await TryAsync(batch, static keys => OpCall.Batch(keys), cancellationToken);
        if (batch.HadForeign)
            sink.Warn("op printed an item that was not asked for; it was left out");
        foreach (ItemState item in batch.Stale)
            await FetchOneAsync(item, cached: false, cancellationToken);
        IReadOnlyList<ItemState> open = batch.Open;
        if (open.Count == 0)
            return [];
        if (failure?.EndsTheRun != true)
        {
            await FetchOneAsync(open[0], cached: true, cancellationToken);
            return [.. open.Skip(1)];
        }

        // A hundred single calls against a used-up quota would each fail the same way.
        foreach (ItemState item in open)
            GiveUp(item, failure);
        return [];
    }

    private async Task FetchOneAsync(ItemState item, bool cached, CancellationToken cancellationToken)
    {
        ItemBatch batch = new([item], cached, KeepAsync);
        OpFailure? failure = await TryAsync(batch, keys => OpCall.Item(keys[0], cached), cancellationToken);
        if (batch.Open.Count > 0)
            GiveUp(item, failure ?? OpFailure.BadOutput("op printed no item"));
        else if (batch.Stale.Count > 0 && cached)
            await FetchOneAsync(item, cached: false, cancellationToken);
        else if (batch.Stale.Count > 0)
            GiveUp(item, OpFailure.BadOutput("op delivers an older version than the one it lists"));
    }

    private async Task<OpFailure?> TryAsync(ItemBatch batch, Func<IReadOnlyList<ItemKey>, OpCall> call, CancellationToken cancellationToken)
    {
        try
        {
            await op.FetchAsync(() => batch.Keys is { Count: > 0 } keys ? call(keys) : null, batch.TakeAsync, cancellationToken);
            return null;
        }
        catch (OpCallException e)
        {
            return e.Failure;
        }
    }

    private async Task KeepAsync(ItemState item, ItemFacts facts, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        CapturedItem captured = new(
            facts.Key.VaultId,
            facts.Key.ItemId,
            facts.Title,
            facts.Category,
            facts.Archived,
            facts.Version ?? item.Listed.Version,
            facts.UpdatedAt);
        await sink.ItemAsync(captured, json, cancellationToken);
        item.Took(facts);
        IReadOnlyList<Work.ReadFile> files = FilePlan.For(item, facts, sink);
        item.Vault.Begin(files.Count);
        tally.AddFiles(files.Count);
        board.ToRead(files);
        End(item);
    }

    private void GiveUp(ItemState item, OpFailure failure)
    {
        item.Failure = failure;
        End(item);
    }

    private void End(ItemState item)
    {
        tally.ItemDone();
        if (item.Vault.End())
            board.ToCheck(item.Vault);
    }
}
