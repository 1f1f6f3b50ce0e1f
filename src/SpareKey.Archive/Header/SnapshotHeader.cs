namespace SpareKey.Archive;

/// <summary>The public header, <c>snapshot.json</c>: what one may know about a snapshot without a key.</summary>
public sealed record SnapshotHeader
{
    /// <summary>Value of the member "format".</summary>
    public const string FormatName = "sparekey-snapshot";

    /// <summary>The one version this library writes and reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>Identity of the snapshot.</summary>
    public required SnapshotId Id { get; init; }

    /// <summary>Which backup this is; also in the file's name.</summary>
    public required string Label { get; init; }

    /// <summary>Identity of the account.</summary>
    public required string AccountId { get; init; }

    /// <summary>When the snapshot was begun, whole seconds of UTC.</summary>
    public required DateTimeOffset CreatedUtc { get; init; }

    /// <summary>False if something readable is missing; the index says what.</summary>
    public required bool Complete { get; init; }

    /// <summary>Numbers given by the writer's caller, such as vaults and items.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>Name and version of the program that wrote the snapshot.</summary>
    public required string Tool { get; init; }

    /// <summary>Name and version of what the data came from.</summary>
    public required string Source { get; init; }

    /// <summary>Who can open it.</summary>
    public required IReadOnlyList<SnapshotRecipient> Recipients { get; init; }

    /// <summary>SHA-256 of the signing certificate's DER, lower-case hexadecimal.</summary>
    public required string Signer { get; init; }

    /// <summary>Every file of the container in front of the header, in order.</summary>
    public required IReadOnlyList<SnapshotHeaderEntry> Entries { get; init; }

    /// <summary>The snapshot before this one, null for the first.</summary>
    public required SnapshotReference? Previous { get; init; }

    /// <summary>Number of segments.</summary>
    public int SegmentCount => Entries.Count - 2;
}
