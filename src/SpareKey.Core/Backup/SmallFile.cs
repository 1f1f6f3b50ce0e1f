using System.Buffers;
using System.Security.Cryptography;
using SpareKey.Core.Accounts;

namespace SpareKey.Core.Backup;

/// <summary>A file small enough to be held in memory until the writer is free. Its buffer is wiped.</summary>
internal sealed class SmallFile : IDisposable
{
    public const int MaxBytes = 1024 * 1024;

    private readonly byte[] _buffer;

    private SmallFile(byte[] buffer, int length)
    {
        _buffer = buffer;
        Content = buffer.AsMemory(0, length);
    }

    public ReadOnlyMemory<byte> Content { get; }

    /// <exception cref="FileLengthException">The stream is shorter or longer than announced.</exception>
    public static async Task<SmallFile> ReadAsync(Stream content, long size, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)size + 1);
        try
        {
            // One byte more than announced is asked for: the stream must end, and only then does it tell whether its child succeeded.
            var length = await content.ReadAtLeastAsync(buffer.AsMemory(0, (int)size + 1), (int)size + 1, throwOnEndOfStream: false, cancellationToken);
            return length == size ? new SmallFile(buffer, length) : throw new FileLengthException(size, length);
        }
        catch
        {
            Return(buffer);
            throw;
        }
    }

    public void Dispose() => Return(_buffer);

    private static void Return(byte[] buffer)
    {
        CryptographicOperations.ZeroMemory(buffer);
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
