using SpareKey.Cli.Terminal;
using SpareKey.Core.Unlock;

namespace SpareKey.Cli.Rendering;

internal static class UnlockText
{
    public static void Write(TextWriter writer, UnlockResult result, bool reveal)
    {
        ExplainText.Write(writer, result.Layers);
        writer.WriteLine($"account  {Printable.Text(result.Email)}: {Units.Count(result.Vaults.Count, "vault", "vaults")}, {Units.Count(result.Vaults.Sum(vault => vault.Items.Count), "item", "items")}");
        foreach (var vault in result.Vaults)
            Write(writer, vault, reveal);
        foreach (var note in result.Notes)
            writer.WriteLine($"note: {Printable.Text(note)}");
        foreach (var problem in result.Problems)
            writer.WriteLine($"NOT OPENED: {Printable.Text(problem)}");
        if (!reveal && result.Vaults.Any(vault => vault.Items.Any(item => item.Fields.Any(field => field.Concealed))))
            writer.WriteLine($"concealed values are shown as {ItemMask.Mask}; add --reveal to print them");
    }

    private static void Write(TextWriter writer, UnlockedVault vault, bool reveal)
    {
        writer.WriteLine();
        writer.WriteLine($"{Printable.Text(vault.Id)}  {Printable.Text(vault.Name)}{(vault.Type == "P" ? " [personal]" : "")} ({Units.Count(vault.Items.Count, "item", "items")})");
        foreach (var item in vault.Items)
        {
            writer.WriteLine($"  {ReadableItemText.Line(item)}");
            ReadableItemText.WriteContent(writer, item, reveal, "    ");
        }
    }
}
