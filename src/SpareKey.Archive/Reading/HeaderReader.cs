using System.Security.Cryptography;
using SpareKey.Archive.Container;

namespace SpareKey.Archive;

/// <summary>The header against the container that holds it.</summary>
internal static class HeaderReader
{
    public static SnapshotHeader Read(ContainerReader container, byte[] bytes)
    {
        var header = SnapshotHeaderJson.Read(bytes);
        if (container.Time != DosTime.From(header.CreatedUtc))
            throw new SnapshotDamagedException(SnapshotPart.Header, "its time of creation differs from the container's");
        if (header.Entries.Count != container.Entries.Count - 2)
            throw new SnapshotDamagedException(SnapshotPart.Header, $"lists {header.SegmentCount} segments, the container holds {container.SegmentCount}");
        return header;
    }

    /// <summary>Null if the bytes are what the header says.</summary>
    public static string? Objection(SnapshotHeaderEntry expected, ReadOnlySpan<byte> bytes)
    {
        if (expected.Size != bytes.Length)
            return $"has {bytes.Length} bytes, snapshot.json says {expected.Size}";
        return SafeText.Same(Convert.ToHexStringLower(SHA256.HashData(bytes)), expected.Sha256) ? null : "its SHA-256 differs from snapshot.json";
    }
}
