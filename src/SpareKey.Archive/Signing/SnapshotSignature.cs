namespace SpareKey.Archive;

/// <summary>What a detached signature is worth.</summary>
/// <param name="IsValid">True if the signature is canonical, made over exactly this content, by the certificate inside it.</param>
/// <param name="Signer">SHA-256 thumbprint of the certificate inside, lower-case hexadecimal; null if none could be read. Says who signed, not whether to trust them.</param>
/// <param name="Problem">Why it is not valid; null if it is.</param>
public sealed record SnapshotSignature(bool IsValid, string? Signer, string? Problem);
