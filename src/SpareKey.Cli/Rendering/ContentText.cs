using SpareKey.Archive;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Snapshots;

namespace SpareKey.Cli.Rendering;

internal static class ContentText
{
    public static void Write(TextWriter writer, string name, SnapshotHeader header, SnapshotContent content)
    {
        HeaderText.Write(writer, name, header);
        foreach (var vault in content.Vaults)
            Write(writer, vault);
        GapText.Write(writer, "missing", content.Missing);
        GapText.Write(writer, content.UnreachableAccepted ? "unreachable (accepted)" : "unreachable", content.Unreachable);
        foreach (var warning in content.Warnings)
            writer.WriteLine($"warning: {Printable.Text(warning)}");
    }

    private static void Write(TextWriter writer, VaultContent vault)
    {
        writer.WriteLine();
        writer.WriteLine($"{vault.Id}  {Printable.Text(vault.Name)} ({Units.Count(vault.Items.Count, "item", "items")})");
        foreach (var item in vault.Items)
        {
            writer.WriteLine($"  {item.Id}  {item.Category,-22}  {Printable.Text(item.Title)}{(item.Archived ? " [archived]" : "")}");
            foreach (var file in item.Files)
                writer.WriteLine($"    {file.Id}  {Units.Bytes(file.Size),-20}  {Printable.Text(file.Name)}");
        }
    }
}
