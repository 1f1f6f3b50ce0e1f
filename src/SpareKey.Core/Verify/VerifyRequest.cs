using SpareKey.Archive;

namespace SpareKey.Core.Verify;

/// <summary>What to verify, how deeply, and whom to believe.</summary>
public sealed record VerifyRequest
{
    /// <summary>One snapshot's name, or null for every snapshot in the destination.</summary>
    public string? Snapshot { get; init; }

    /// <summary>With a key every tag, entry and JSON text is checked, without one everything that can be checked sealed.</summary>
    public RecoveryKey? Key { get; init; }

    /// <summary>SHA-256 thumbprint of the one signer to believe; null to believe the one this machine remembers.</summary>
    public string? Signer { get; init; }
}
