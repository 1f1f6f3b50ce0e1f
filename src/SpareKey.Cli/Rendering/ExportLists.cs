using SpareKey.Core.Exports;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.Cli.Rendering;

internal static class ExportLists
{
    /// <summary>Each item once, under the first vault of its vault's id: a hostile file may list two of one id.</summary>
    public static IEnumerable<(ExportVault Vault, IReadOnlyList<ExportItem> Items)> ByVault(OpenedExport export)
    {
        var items = export.Items.ToLookup(entry => entry.VaultId, StringComparer.Ordinal);
        return export.Vaults.DistinctBy(vault => vault.Id, StringComparer.Ordinal).Select(vault => (vault, (IReadOnlyList<ExportItem>)[.. items[vault.Id]]));
    }
}
