using System.Security.Cryptography;

namespace SpareKey.Archive.Segments;

/// <summary>A sealed message in a rented buffer, with its key until somebody keeps that.</summary>
internal sealed class SealedSegment(byte[] buffer, Range message, byte[] key, int tarBytes)
{
    public byte[] Buffer => buffer;

    public ReadOnlyMemory<byte> Message => buffer.AsMemory(message);

    public byte[] Key => key;

    public int TarBytes => tarBytes;

    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(message)));
}
