namespace SpareKey.Archive;

/// <summary>What a verifier knows from elsewhere; the more of it, the more is proved.</summary>
public sealed record VerificationRequest
{
    /// <summary>Name of the snapshot's file without folders: must agree with the header.</summary>
    public string? FileName { get; init; }

    /// <summary>Content of the sidecar file.</summary>
    public ReadOnlyMemory<byte>? Sidecar { get; init; }

    /// <summary>SHA-256 thumbprint of the certificate that must have signed, lower-case hexadecimal.</summary>
    public string? ExpectedSigner { get; init; }

    /// <summary>The snapshot that must be the one before.</summary>
    public SnapshotReference? Previous { get; init; }

    /// <summary>Opens the snapshot, so that its inside is verified too.</summary>
    public RecoveryKey? RecoveryKey { get; init; }

    /// <summary>How many segments are checked at once, 1 to 64.</summary>
    public int Workers { get; init; } = 2;
}
