using SpareKey.Core.Backup;
using SpareKey.Core.Snapshots;

namespace SpareKey.Cli.Rendering;

/// <summary>The JSON of <c>sparekey backup --json</c>: an interface for scripts, so its names stay.</summary>
internal sealed record BackupJson(
    string Snapshot,
    string Id,
    bool Complete,
    int Vaults,
    int Items,
    int Archived,
    int Files,
    long Bytes,
    int OpCalls,
    IReadOnlyList<GapContent> Missing,
    IReadOnlyList<GapContent> Unreachable,
    IReadOnlyList<string> Warnings,
    double Seconds);

internal static class BackupJsonConversion
{
    public static BackupJson ToJson(this BackupResult result) => new(
        result.Snapshot,
        result.Id,
        result.Complete,
        result.Counts.Vaults,
        result.Counts.Items,
        result.Counts.Archived,
        result.Counts.Files,
        result.Counts.Bytes,
        result.OpCalls,
        result.Missing,
        result.Unreachable,
        result.Warnings,
        result.Seconds);
}
