namespace SpareKey.Archive;

/// <summary>The decrypted list of everything in a snapshot. It holds what the caller put into <see cref="Content"/>: treat it as secret.</summary>
public sealed class SnapshotIndex
{
    internal SnapshotIndex()
    {
    }

    /// <summary>Value of the member "format".</summary>
    public const string FormatName = "sparekey-index";

    /// <summary>Identity of the snapshot it belongs to.</summary>
    public required SnapshotId Id { get; init; }

    /// <summary>SHA-256 of the signing certificate, lower-case hexadecimal.</summary>
    public required string Signer { get; init; }

    /// <summary>The snapshot's label.</summary>
    public required string Label { get; init; }

    /// <summary>Identity of the account.</summary>
    public required string AccountId { get; init; }

    /// <summary>When the snapshot was begun.</summary>
    public required DateTimeOffset CreatedUtc { get; init; }

    /// <summary>All segments in order.</summary>
    public required IReadOnlyList<SnapshotIndexSegment> Segments { get; init; }

    /// <summary>All entries in the order of the tar stream.</summary>
    public required IReadOnlyList<SnapshotIndexEntry> Entries { get; init; }

    /// <summary>The caller's own JSON value, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Finds an entry by its exact path.</summary>
    public SnapshotIndexEntry? Find(string path) => Entries.FirstOrDefault(entry => string.Equals(entry.Path, path, StringComparison.Ordinal));

    /// <summary>Prints nothing of the content.</summary>
    public override string ToString() => $"index of {Id}: {Entries.Count} entries";
}
