using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Calls;
using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>
/// Begins and ends vaults. 1Password has no consistent snapshot: items change between list and get. So a vault is looked at
/// again after its last file, and if its content version moved it is listed again and what is new or newer is fetched.
/// After some rounds the last captured state stands, with a warning: a vault that never rests would never end.
/// </summary>
internal sealed class VaultRounds(OpClient op, ICaptureSink sink, WorkBoard board, Tally tally)
{
    private const int MostRounds = 3;

    public async Task ListAsync(VaultCapture vault, CancellationToken cancellationToken)
    {
        try
        {
            (VaultFacts facts, byte[] json) = await op.GetVaultAsync(vault.Id, cancellationToken);
            await BeginAsync(vault, await ListingAsync(facts, json, cancellationToken), cancellationToken);
        }
        catch (OpCallException e)
        {
            sink.Gap(Gap(vault, e.Failure.Reason));
            tally.VaultDone();
        }
    }

    public async Task CheckAsync(VaultCapture vault, CancellationToken cancellationToken)
    {
        (VaultFacts Facts, byte[] Json) now;
        try
        {
            now = await op.GetVaultAsync(vault.Id, cancellationToken);
        }
        catch (OpCallException e)
        {
            Unchecked(vault, e.Failure);
            return;
        }

        bool moved = now.Facts.ContentVersion != vault.Listing!.Facts.ContentVersion;
        bool unclear = vault.Rounds == 0 && vault.Items.Any(static item => item.HasChanged || item.Failure?.Kind == OpFailureKind.NotFound);
        if (!moved && !unclear)
            Settle(vault);
        else if (vault.Rounds < MostRounds)
            await AgainAsync(vault, now.Facts, now.Json, cancellationToken);
        else
            StillMoving(vault);
    }

    /// <summary>Lists a vault, and once more where the list and the vault's own count of active items disagree.</summary>
    private async Task<VaultListing> ListingAsync(VaultFacts facts, byte[] json, CancellationToken cancellationToken)
    {
        ItemList list = await op.ListItemsAsync(facts.Id, cancellationToken);
        if (facts.Items is null || facts.Items == list.Active)
            return new VaultListing(facts, json, list);
        (facts, json) = await op.GetVaultAsync(facts.Id, cancellationToken);
        return new VaultListing(facts, json, await op.ListItemsAsync(facts.Id, cancellationToken));
    }

    private async Task BeginAsync(VaultCapture vault, VaultListing listing, CancellationToken cancellationToken)
    {
        VaultFacts facts = listing.Facts;
        CapturedVault captured = new(facts.Id, facts.Name, facts.Type, facts.ContentVersion ?? 0, facts.UpdatedAt);
        await sink.VaultAsync(captured, listing.Json, cancellationToken);
        IReadOnlyList<ItemState> wanted = vault.Plan(listing);
        foreach (ItemState gone in vault.DropTheGone())
            sink.Warn($"item {gone.Key.ItemId} in vault {vault.Id} was deleted while the run went on");
        foreach (ItemState item in wanted)
            item.StartOver();
        tally.AddItems(wanted.Count);
        vault.Begin(wanted.Count);
        if (wanted.Count == 0)
            board.ToCheck(vault);
        board.ToFetch(wanted);
    }

    private async Task AgainAsync(VaultCapture vault, VaultFacts facts, byte[] json, CancellationToken cancellationToken)
    {
        VaultListing listing;
        try
        {
            listing = await ListingAsync(facts, json, cancellationToken);
        }
        catch (OpCallException e)
        {
            sink.Gap(Gap(vault, $"it changed while the run went on and could not be listed again: {e.Failure.Reason}"));
            Settle(vault);
            return;
        }

        await BeginAsync(vault, listing, cancellationToken);
    }

    private void Unchecked(VaultCapture vault, OpFailure failure)
    {
        if (failure.Kind is OpFailureKind.NotFound or OpFailureKind.NotPermitted)
            sink.Gap(Gap(vault, $"it went away while the run went on: {failure.Reason}"));
        else
            sink.Warn($"vault {vault.Id} could not be checked for changes made while the run went on: {failure.Reason}");
        Settle(vault);
    }

    private void StillMoving(VaultCapture vault)
    {
        sink.Warn($"vault {vault.Id} changed each of the {MostRounds + 1} times it was read; what was captured last stands");
        Settle(vault);
    }

    /// <summary>Tells what is missing of a vault that is done.</summary>
    private void Settle(VaultCapture vault)
    {
        foreach (ItemState item in vault.Items)
        {
            if (item.Failure is { } failure)
                sink.Gap(new CaptureGap(GapKind.Missing, PartKind.Item, vault.Id, item.Key.ItemId, FileId: null, failure.Reason));
            foreach (CaptureGap gap in item.FileGaps)
                sink.Gap(gap);
        }

        SettleCounts(vault, vault.Listing!.Facts.Items, vault.Listing.List);
        tally.VaultDone();
    }

    private void SettleCounts(VaultCapture vault, long? counted, ItemList list)
    {
        if (list.WithoutUsableId > 0)
            sink.Gap(Gap(vault, $"items listed without a usable id: {list.WithoutUsableId}"));
        int active = list.Active + list.WithoutUsableId;
        if (counted > active)
            sink.Gap(Gap(vault, $"1Password counts {counted} active items in it, op lists {active}"));
        else if (counted < active)
            sink.Warn($"1Password counts {counted} active items in vault {vault.Id}, op lists {active}");
        if (vault.Listing!.Facts.ContentVersion is null)
            sink.Warn($"op names no content version of vault {vault.Id}: changes made while the run went on do not show");
    }

    private static CaptureGap Gap(VaultCapture vault, string reason) =>
        new(GapKind.Missing, PartKind.Vault, vault.Id, ItemId: null, FileId: null, reason);
}
