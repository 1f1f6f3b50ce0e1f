using SpareKey.Archive.Segments;

namespace SpareKey.Archive;

/// <summary>Authenticated tar bytes of one segment in a rented buffer, wiped on disposal.</summary>
internal sealed class OpenedSegment(WipedBufferPool pool, int length) : IDisposable
{
    private byte[]? _buffer = pool.Rent();

    public ReadOnlyMemory<byte> Tar => Writable;

    public Memory<byte> Writable => _buffer is { } buffer ? buffer.AsMemory(0, length) : throw new ObjectDisposedException(nameof(OpenedSegment));

    public void Dispose()
    {
        if (_buffer is { } buffer)
            pool.Return(buffer);
        _buffer = null;
    }
}
