namespace SpareKey.Archive;

/// <summary>Result of a verification.</summary>
public sealed record VerificationReport
{
    /// <summary>How deep it went; what lies deeper is unknown.</summary>
    public required VerificationDepth Depth { get; init; }

    /// <summary>The header, null if it could not be read.</summary>
    public required SnapshotHeader? Header { get; init; }

    /// <summary>SHA-256 of <c>snapshot.json</c>, lower-case hexadecimal; null if it could not be read.</summary>
    public required string? HeaderSha256 { get; init; }

    /// <summary>All damage found.</summary>
    public required IReadOnlyList<VerificationFinding> Findings { get; init; }

    /// <summary>What was not checked, for lack of knowledge or of a key.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Segments whose bytes were checked.</summary>
    public required int SegmentsChecked { get; init; }

    /// <summary>Entries of the tar stream whose content was checked; 0 without a key.</summary>
    public required int EntriesChecked { get; init; }

    /// <summary>Size of the snapshot in bytes.</summary>
    public required long BytesChecked { get; init; }

    /// <summary>True if nothing is wrong as far as the verification went.</summary>
    public bool IsSound => Findings.Count == 0;
}
