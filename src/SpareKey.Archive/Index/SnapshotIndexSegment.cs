namespace SpareKey.Archive;

/// <summary>One segment as the index knows it.</summary>
/// <param name="Name">Name in the container.</param>
/// <param name="Sha256">SHA-256 of the CMS message, 64 lower-case hexadecimal digits.</param>
/// <param name="TarBytes">How many bytes of the tar stream it holds: the bound for decompression.</param>
public sealed record SnapshotIndexSegment(string Name, string Sha256, int TarBytes);
