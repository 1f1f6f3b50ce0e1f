using SpareKey.Cli.Terminal;
using SpareKey.Core.Exports;
using SpareKey.Core.Items;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.Cli.Rendering;

internal static class ExportText
{
    public static void Write(TextWriter writer, OpenedExport export)
    {
        writer.WriteLine($"{export.Format}  {Printable.Text(export.Name)}: {Units.Count(export.Vaults.Count, "vault", "vaults")}, {Units.Count(export.Items.Count, "item", "items")}");
        foreach (var (vault, items) in ExportLists.ByVault(export))
        {
            writer.WriteLine();
            writer.WriteLine($"{Printable.Text(vault.Id)}  {Printable.Text(vault.Name)}{(vault.Account.Length > 0 ? $", {Printable.Text(vault.Account)}" : "")} ({Units.Count(items.Count, "item", "items")})");
            foreach (var entry in items)
            {
                writer.WriteLine($"  {ReadableItemText.Line(ReadableItem.From(entry.Item))}");
                WriteFiles(writer, entry, "    ");
            }
        }

        WriteProblems(writer, export.Problems);
    }

    public static void WriteItem(TextWriter writer, OpenedExport export, ExportItem entry, bool reveal)
    {
        var item = ReadableItem.From(entry.Item);
        writer.WriteLine($"item      {Printable.Text(item.Id)} ({ReadableItemText.State(item)})");
        writer.WriteLine($"title     {Printable.Text(item.Title)}");
        writer.WriteLine($"vault     {Printable.Text(export.Vaults.FirstOrDefault(vault => vault.Id == entry.VaultId)?.Name ?? "")} ({Printable.Text(entry.VaultId)})");
        writer.WriteLine($"category  {item.Category}");
        if (item.UpdatedAt is { } updated)
            writer.WriteLine($"updated   {updated.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        ReadableItemText.WriteContent(writer, item, reveal, "");
        WriteFiles(writer, entry, "");
        if (!reveal && item.Fields.Any(field => field.Concealed))
            writer.WriteLine($"concealed values are shown as {ItemMask.Mask}; add --reveal to print them");
    }

    public static void WriteExtracted(TextWriter writer, ExtractedExport result)
    {
        writer.WriteLine($"extracted {Units.Count(result.Files, "file", "files")}, {Units.Bytes(result.Bytes)}, into {Printable.Text(result.Folder)}");
        WriteProblems(writer, result.Problems);
        WipeText.Write(writer, result.Folder);
    }

    private static void WriteFiles(TextWriter writer, ExportItem entry, string indent)
    {
        foreach (var file in entry.Files)
            writer.WriteLine($"{indent}file: {Printable.Text(file.Name)}{(file.Size is { } size ? $" ({Units.Bytes(size)})" : "")}");
    }

    private static void WriteProblems(TextWriter writer, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
            writer.WriteLine($"NOT READ: {Printable.Text(problem)}");
    }
}
