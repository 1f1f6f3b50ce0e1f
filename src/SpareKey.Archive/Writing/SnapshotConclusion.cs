namespace SpareKey.Archive;

/// <summary>What is known only after the last entry.</summary>
public sealed record SnapshotConclusion
{
    /// <summary>False if something readable is missing.</summary>
    public required bool Complete { get; init; }

    /// <summary>Public numbers for the header: at most 64 names of ASCII letters and digits, values from 0 to 2^53 - 1.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>One JSON value, UTF-8, at most 60 levels deep; goes into the encrypted index as "content".</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }
}
