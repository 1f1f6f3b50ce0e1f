using SpareKey.Core.Errors;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Show;

internal static class ItemSearch
{
    /// <summary>An id wins over a title, because titles are anybody's choice and may look like an id.</summary>
    public static (VaultContent Vault, ItemContent Item) Find(SnapshotContent content, string wanted)
    {
        var all = content.Vaults.SelectMany(vault => vault.Items.Select(item => (Vault: vault, Item: item))).ToArray();
        var byId = all.Where(entry => string.Equals(entry.Item.Id, wanted, StringComparison.Ordinal)).ToArray();
        var found = byId.Length > 0 ? byId : [.. all.Where(entry => string.Equals(entry.Item.Title, wanted, StringComparison.Ordinal))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new UserErrorException(ExitCode.Failed, $"no item {wanted} in this snapshot", "list the items with: sparekey show SNAPSHOT --key recovery.pfx --password-file FILE"),
            _ => throw new UserErrorException(
                ExitCode.Failed,
                $"{found.Length} items are called {wanted}",
                $"name one by its id: {string.Join(", ", found.Take(10).Select(entry => entry.Item.Id))}"),
        };
    }
}
