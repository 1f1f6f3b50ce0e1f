using SpareKey.Archive;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Verify;

namespace SpareKey.Cli.Rendering;

internal static class VerifyText
{
    private const int MostFindings = 50;

    public static void Write(TextWriter writer, VerifyResult result)
    {
        foreach (var snapshot in result.Snapshots)
            Write(writer, snapshot, result.WithKey);
        foreach (var finding in result.Chain)
            writer.WriteLine($"CHAIN   {Line(finding)}");
        foreach (var note in result.Notes)
            writer.WriteLine($"note    {Printable.Text(note)}");
        writer.WriteLine(Verdict(result));
    }

    private static void Write(TextWriter writer, VerifiedSnapshot snapshot, bool withKey)
    {
        var report = snapshot.Report;
        var checkedParts = withKey
            ? $"{Units.Count(report.SegmentsChecked, "segment", "segments")} opened, {Units.Count(report.EntriesChecked, "entry", "entries")} compared"
            : $"{Units.Count(report.SegmentsChecked, "segment", "segments")} checked sealed";
        writer.WriteLine($"{(report.IsSound ? "whole  " : "DAMAGED")} {Printable.Text(snapshot.Name)}: {checkedParts}, {Units.Bytes(report.BytesChecked)}");
        foreach (var finding in report.Findings.Take(MostFindings))
            writer.WriteLine($"  damaged: {Line(finding)}");
        if (report.Findings.Count > MostFindings)
            writer.WriteLine($"  and {report.Findings.Count - MostFindings} more; see all of them with --json");
        foreach (var note in report.Notes)
            writer.WriteLine($"  note: {Printable.Text(note)}");
        if (report.Header is { Complete: false })
            writer.WriteLine("  note: this snapshot says of itself that it is incomplete; sparekey show with the key names what it lacks");
    }

    private static string Line(VerificationFinding finding) => $"{Printable.Text(finding.Part)}: {Printable.Text(finding.Problem)}";

    private static string Verdict(VerifyResult result)
    {
        if (!result.Whole)
            return "verification FAILED";
        return result.WithKey
            ? "verified with the key: every byte is what was written"
            : "verified without the key: nothing was changed since it was signed; only the key can prove that it opens";
    }
}
