using System.Security.Cryptography;

namespace SpareKey.SecurityModel.Exports;

/// <summary>Streams read to their end, however long they claim to be, but never past a limit: a small ZIP entry may unpack to terabytes.</summary>
internal static class BoundedRead
{
    public const int JsonBytes = Limits.JsonBytes;
    public const int FileBytes = 1024 * 1024 * 1024;

    private const int ChunkBytes = 64 * 1024;

    /// <summary>Reads everything; the result grows with what was read, not with what was claimed.</summary>
    public static SecretBytes ToEnd(Stream stream, int limit, Place place)
    {
        var buffer = new byte[ChunkBytes];
        var length = 0;
        try
        {
            while (Read(stream, buffer.AsSpan(length), place) is var read and > 0)
            {
                length += read;
                if (length > limit)
                    throw place.Malformed($"more than {limit} bytes");
                if (length == buffer.Length)
                    buffer = Grow(buffer, limit);
            }
            return SecretBytes.CopyOf(buffer.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>Reads exactly that many bytes.</summary>
    public static byte[] Exactly(Stream stream, int count, Place place)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var read = Read(stream, bytes.AsSpan(at), place);
            if (read == 0)
                throw place.Malformed("it ends too early");
            at += read;
        }
        return bytes;
    }

    private static int Read(Stream stream, Span<byte> target, Place place)
    {
        try
        {
            return stream.Read(target);
        }
        catch (InvalidDataException e)
        {
            throw place.Malformed("its compressed data is damaged", e);
        }
    }

    private static byte[] Grow(byte[] buffer, int limit)
    {
        var larger = new byte[(int)Math.Min(buffer.Length * 2L, limit + 1L)];
        buffer.CopyTo(larger, 0);
        CryptographicOperations.ZeroMemory(buffer);
        return larger;
    }
}
