namespace SpareKey.Archive;

/// <summary>One file of the container in front of the header.</summary>
/// <param name="Name">Name in the container.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes as stored, 64 lower-case hexadecimal digits.</param>
public sealed record SnapshotHeaderEntry(string Name, long Size, string Sha256);
