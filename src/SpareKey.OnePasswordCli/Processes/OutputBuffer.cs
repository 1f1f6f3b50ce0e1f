using System.Buffers;

namespace SpareKey.OnePasswordCli.Processes;

/// <summary>
/// Growing bytes from the shared pool. What `op` prints are passwords: every array is wiped before it goes back.
/// </summary>
internal sealed class OutputBuffer : IDisposable
{
    private const int LeastFree = 16 * 1024;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Room for the next read.</summary>
    public Memory<byte> Free()
    {
        if (_bytes.Length - _length < LeastFree)
            Grow();
        return _bytes.AsMemory(_length);
    }

    public void Advance(int count) => _length += count;

    public void Dispose()
    {
        Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(64 * 1024, (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        Return(_bytes);
        _bytes = larger;
    }

    private static void Return(byte[] array)
    {
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array, clearArray: true);
    }
}
