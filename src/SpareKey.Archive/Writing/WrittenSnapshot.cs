namespace SpareKey.Archive;

/// <summary>What the writer remembers of its own output, to compare the read-back with.</summary>
/// <param name="HeaderBytes">Exact bytes of <c>snapshot.json</c>.</param>
/// <param name="Signature">Exact bytes of <c>snapshot.p7s</c>.</param>
/// <param name="Header">The header.</param>
/// <param name="Sizes">Size of each file of the container, in order.</param>
internal sealed record WrittenSnapshot(byte[] HeaderBytes, byte[] Signature, SnapshotHeader Header, IReadOnlyList<long> Sizes);
