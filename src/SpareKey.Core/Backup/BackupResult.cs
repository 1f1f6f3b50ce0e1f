using SpareKey.Core.Errors;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Backup;

/// <summary>What a backup run did.</summary>
public sealed record BackupResult
{
    public required string Snapshot { get; init; }

    public required string Id { get; init; }

    public required bool Complete { get; init; }

    public required BackupCounts Counts { get; init; }

    /// <summary>Child processes started.</summary>
    public required int OpCalls { get; init; }

    public required IReadOnlyList<GapContent> Missing { get; init; }

    public required IReadOnlyList<GapContent> Unreachable { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required double Seconds { get; init; }

    public ExitCode ExitCode => Complete ? ExitCode.Done : ExitCode.Incomplete;
}

/// <param name="Items">All items, archived ones included.</param>
/// <param name="Archived">How many of them are archived.</param>
/// <param name="Bytes">Size of the snapshot file.</param>
public sealed record BackupCounts(int Vaults, int Items, int Archived, int Files, long Bytes);
