using SpareKey.Core.Exports;
using SpareKey.Core.Items;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.Cli.Rendering;

internal sealed record ExportJson(string Format, IReadOnlyList<ExportVaultJson> Vaults, IReadOnlyList<string> Problems)
{
    public static ExportJson From(OpenedExport export) => new(
        export.Format,
        [.. ExportLists.ByVault(export).Select(group => new ExportVaultJson(group.Vault.Id, group.Vault.Name, group.Vault.Account, [.. group.Items.Select(ExportListedJson.From)]))],
        export.Problems);
}

internal sealed record ExportVaultJson(string Id, string Name, string Account, IReadOnlyList<ExportListedJson> Items);

internal sealed record ExportListedJson(string Id, string Title, string Category, string State, IReadOnlyList<ExportFileJson> Files)
{
    public static ExportListedJson From(ExportItem entry)
    {
        var item = ReadableItem.From(entry.Item);
        return new ExportListedJson(item.Id, item.Title, item.Category, ReadableItemText.State(item), [.. entry.Files.Select(ExportFileJson.From)]);
    }
}

internal sealed record ExportFileJson(string Id, string Name, string SafeName, long? Size)
{
    public static ExportFileJson From(ExportFile file) => new(file.Id, file.Name, file.SafeName, file.Size);
}

internal sealed record ExportedItemJson(string Format, string VaultId, ReadableItemJson Item, IReadOnlyList<ExportFileJson> Files)
{
    public static ExportedItemJson From(OpenedExport export, ExportItem entry, bool reveal) =>
        new(export.Format, entry.VaultId, ReadableItemJson.From(ReadableItem.From(entry.Item), reveal), [.. entry.Files.Select(ExportFileJson.From)]);
}
