namespace SpareKey.Archive;

/// <summary>One file inside the tar stream.</summary>
/// <param name="Path">Safe path, see <see cref="EntryPath"/>.</param>
/// <param name="Size">Size of the content in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Modified">Modification time, whole seconds of UTC.</param>
/// <param name="Segment">Number of the segment in which the entry begins, counted from 1.</param>
/// <param name="Offset">Where its tar header begins in that segment's tar bytes.</param>
public sealed record SnapshotIndexEntry(string Path, long Size, string Sha256, DateTimeOffset Modified, int Segment, int Offset);
