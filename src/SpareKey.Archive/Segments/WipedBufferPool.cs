using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SpareKey.Archive.Segments;

/// <summary>Large buffers for plaintext, reused so that memory stays flat, zeroed before they go back: a rented buffer holds only zeros.</summary>
internal sealed class WipedBufferPool(int standardSize)
{
    private readonly ConcurrentBag<byte[]> _idle = [];

    public byte[] Rent() => _idle.TryTake(out var buffer) ? buffer : new byte[standardSize];

    /// <summary>A buffer beyond the standard size is made for one use.</summary>
    public byte[] Rent(int size) => size <= standardSize ? Rent() : new byte[size];

    public void Return(byte[] buffer)
    {
        CryptographicOperations.ZeroMemory(buffer);
        if (buffer.Length == standardSize)
            _idle.Add(buffer);
    }
}
