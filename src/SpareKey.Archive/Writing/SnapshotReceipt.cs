namespace SpareKey.Archive;

/// <summary>Proof that a snapshot was read back whole.</summary>
/// <param name="Sha256">SHA-256 of the whole file, 64 lower-case hexadecimal digits: for the sidecar.</param>
/// <param name="Length">Length of the file in bytes.</param>
/// <param name="Header">The header as read back.</param>
/// <param name="HeaderSha256">SHA-256 of <c>snapshot.json</c>, 64 lower-case hexadecimal digits: the next snapshot names it.</param>
public sealed record SnapshotReceipt(string Sha256, long Length, SnapshotHeader Header, string HeaderSha256);
