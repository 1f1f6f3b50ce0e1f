using System.IO.Compression;
using System.Security.Cryptography;
using SpareKey.Archive.Envelope;
using SpareKey.Archive.Segments;

namespace SpareKey.Archive;

/// <summary>The index between its JSON and its CMS message.</summary>
internal static class SnapshotIndexSealing
{
    /// <param name="index">What to seal.</param>
    /// <param name="sealer">For the recipients.</param>
    /// <param name="key">Receives the content key.</param>
    public static byte[] Seal(SnapshotIndex index, EnvelopeSealer sealer, Span<byte> key)
    {
        using var buffer = new MemoryStream();
        buffer.SetLength(sealer.PrefixRoom);
        buffer.Position = sealer.PrefixRoom;
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            SnapshotIndexJson.Write(gzip, index);
        var length = (int)buffer.Length - sealer.PrefixRoom;
        if (length > SnapshotLimits.MaxIndex)
            throw new SnapshotLimitException($"the index would exceed {SnapshotLimits.MaxIndex} bytes");
        buffer.Write(new byte[EnvelopeFormat.SuffixSize]);
        return buffer.GetBuffer()[sealer.Seal(buffer.GetBuffer(), length, key)];
    }

    /// <summary>Decompresses and reads an index whose tag was already checked.</summary>
    public static SnapshotIndex Read(ReadOnlyMemory<byte> plaintext)
    {
        var json = GzipMember.Expand(plaintext, SnapshotLimits.MaxIndex, SnapshotPart.Index);
        try
        {
            return SnapshotIndexJson.Read(json);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }
}
