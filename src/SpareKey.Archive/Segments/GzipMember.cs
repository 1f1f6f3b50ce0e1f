using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using SpareKey.Archive.Container;

namespace SpareKey.Archive.Segments;

/// <summary>
/// One gzip member (RFC 1952) without optional fields. Decompression stops at a bound known beforehand, so a bomb costs no memory.
/// </summary>
internal static class GzipMember
{
    private const int HeaderSize = 10;
    private const int TrailerSize = 8;
    private const int FirstBuffer = 64 * 1024;
    private const int SampledFrom = 256 * 1024;
    private const int SampleCount = 4;
    private const int SampleSize = 4 * 1024;

    /// <summary>Compresses; content that would grow is stored instead, because encrypted attachments and pictures are common.</summary>
    /// <returns>Length of the member written to <paramref name="destination"/>.</returns>
    public static int Write(ReadOnlySpan<byte> content, byte[] destination, int offset)
    {
        if (!LooksCompressed(content, destination, offset))
        {
            var length = Write(content, destination, offset, CompressionLevel.Fastest);
            if (length < content.Length)
                return length;
        }

        return Write(content, destination, offset, CompressionLevel.NoCompression);
    }

    // Most attachments are compressed or encrypted already. Trying all of one costs ten times as much as storing it, so a
    // few samples decide for large content; a wrong guess costs size, nothing else.
    private static bool LooksCompressed(ReadOnlySpan<byte> content, byte[] scratch, int offset)
    {
        if (content.Length < SampledFrom)
            return false;
        Span<byte> samples = stackalloc byte[SampleCount * SampleSize];
        for (var i = 0; i < SampleCount; i++)
            content.Slice((content.Length - SampleSize) / (SampleCount - 1) * i, SampleSize).CopyTo(samples[(i * SampleSize)..]);
        var length = Write(samples, scratch, offset, CompressionLevel.Fastest);
        CryptographicOperations.ZeroMemory(samples);
        return length > samples.Length / 100 * 98;
    }

    /// <summary>Decompresses into a buffer of exactly the announced size.</summary>
    public static void ExpandExactly(ReadOnlyMemory<byte> member, Memory<byte> destination, string part)
    {
        CheckHeader(member.Span, part);
        try
        {
            using var gzip = Open(member);
            var read = gzip.ReadAtLeast(destination.Span, destination.Length, throwOnEndOfStream: false);
            if (read != destination.Length || gzip.ReadByte() >= 0)
                throw new SnapshotDamagedException(part, $"does not decompress to the {destination.Length} bytes the index announces");
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new SnapshotDamagedException(part, "is not a gzip member", failure);
        }

        CheckTrailer(member.Span, destination.Span, part);
    }

    /// <summary>Decompresses content of unknown size up to a bound.</summary>
    public static byte[] Expand(ReadOnlyMemory<byte> member, int maxLength, string part)
    {
        CheckHeader(member.Span, part);
        try
        {
            using var gzip = Open(member);
            var content = ReadBounded(gzip, maxLength, part);
            CheckTrailer(member.Span, content, part);
            return content;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new SnapshotDamagedException(part, "is not a gzip member", failure);
        }
    }

    private static int Write(ReadOnlySpan<byte> content, byte[] destination, int offset, CompressionLevel level)
    {
        using var memory = new MemoryStream(destination, offset, destination.Length - offset);
        using (var gzip = new GZipStream(memory, level, leaveOpen: true))
            gzip.Write(content);
        return (int)memory.Position;
    }

    private static byte[] ReadBounded(GZipStream gzip, int maxLength, string part)
    {
        var buffer = new byte[FirstBuffer];
        var length = 0;
        while (true)
        {
            var read = gzip.Read(buffer.AsSpan(length));
            length += read;
            if (length > maxLength)
                throw new SnapshotDamagedException(part, $"decompresses to more than {maxLength} bytes");
            if (read == 0)
                break;
            if (length == buffer.Length)
                buffer = Grown(buffer, maxLength);
        }

        var content = buffer.AsSpan(0, length).ToArray();
        CryptographicOperations.ZeroMemory(buffer);
        return content;
    }

    // One byte more than allowed must fit, or the excess would not show.
    private static byte[] Grown(byte[] buffer, int maxLength)
    {
        var larger = new byte[(int)Math.Min((long)buffer.Length * 2, (long)maxLength + 1)];
        buffer.CopyTo(larger, 0);
        CryptographicOperations.ZeroMemory(buffer);
        return larger;
    }

    private static GZipStream Open(ReadOnlyMemory<byte> member)
    {
        // The callers' buffers are arrays; a copy would be one more place to wipe.
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(member, out var array);
        return new GZipStream(new MemoryStream(array.Array!, array.Offset, array.Count, writable: false), CompressionMode.Decompress);
    }

    private static void CheckHeader(ReadOnlySpan<byte> member, string part)
    {
        if (member.Length < HeaderSize + TrailerSize || !CryptographicOperations.FixedTimeEquals(member[..8], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]))
            throw new SnapshotDamagedException(part, "does not start with a plain gzip header");
    }

    // .NET ignores what follows the first member: the trailer must therefore be the last eight bytes.
    private static void CheckTrailer(ReadOnlySpan<byte> member, ReadOnlySpan<byte> content, string part)
    {
        var trailer = member[^TrailerSize..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != Crc32.Compute(content) || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)content.Length)
            throw new SnapshotDamagedException(part, "does not end with the trailer of its gzip member");
    }
}
