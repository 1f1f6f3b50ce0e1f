namespace SpareKey.Archive;

/// <summary>Names one snapshot beyond doubt.</summary>
/// <param name="Id">Its id.</param>
/// <param name="HeaderSha256">SHA-256 of its <c>snapshot.json</c>, 64 lower-case hexadecimal digits.</param>
public sealed record SnapshotReference(SnapshotId Id, string HeaderSha256);
