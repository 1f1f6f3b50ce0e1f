using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Backup;

/// <summary>What was captured, counted.</summary>
internal sealed record CapturedAccount(SnapshotContent Content, int Items, int Archived, int Files)
{
    /// <summary>There are two states only: everything readable is there, or the run says what is not.</summary>
    public bool Complete =>
        Content.Missing.Count == 0 && (Content.Unreachable.Count == 0 || Content.UnreachableAccepted);

    public IReadOnlyDictionary<string, long> Counts => new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["vaults"] = Content.Vaults.Count,
        ["items"] = Items,
        ["archived"] = Archived,
        ["files"] = Files,
        ["missing"] = Content.Missing.Count,
        ["unreachable"] = Content.Unreachable.Count,
    };
}
