using System.Globalization;
using SpareKey.Core.Backup;
using SpareKey.Core.Snapshots;

namespace SpareKey.Cli.Rendering;

internal static class BackupText
{
    public static void Write(TextWriter writer, BackupResult result)
    {
        writer.WriteLine(result.Complete ? "complete" : "INCOMPLETE: the snapshot lacks what is named below");
        writer.WriteLine($"snapshot  {result.Snapshot}");
        writer.WriteLine($"id        {result.Id}");
        writer.WriteLine($"holds     {Held(result.Counts)}");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"took      {result.Seconds:0.0} s, {result.OpCalls} calls of op"));
        GapText.Write(writer, "missing", result.Missing);
        GapText.Write(writer, "unreachable (op cannot deliver attachments of archived items)", result.Unreachable);
        if (result.Missing.Count == 0 && result.Unreachable.Count > 0 && !result.Complete)
            writer.WriteLine("to accept that these cannot be backed up, add --accept-unreachable");
    }

    private static string Held(BackupCounts counts) =>
        $"{Units.Count(counts.Vaults, "vault", "vaults")}, {Units.Count(counts.Items, "item", "items")} ({counts.Archived} archived), {Units.Count(counts.Files, "file", "files")}, {Units.Bytes(counts.Bytes)}";
}

internal static class GapText
{
    public static void Write(TextWriter writer, string title, IReadOnlyList<GapContent> gaps)
    {
        if (gaps.Count == 0)
            return;
        writer.WriteLine($"{title}: {gaps.Count}");
        foreach (var gap in gaps)
            writer.WriteLine($"  {gap.Kind} {Terminal.Printable.Text(Place(gap))}: {Terminal.Printable.Text(gap.Reason)}");
    }

    private static string Place(GapContent gap) =>
        string.Join('/', new[] { gap.VaultId, gap.ItemId, gap.FileId }.OfType<string>());
}
