using System.Buffers;

namespace SpareKey.OnePasswordCli.Processes;

/// <summary>
/// Growing bytes from the shared pool. What `op` prints are passwords: every array is wiped before it goes back.
/// </summary>
internal sealed class OutputBuffer : IDisposable
{
    private const int LeastFree = 16 * 1024;

    private byte[] bytes = [];
    private int length;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    /// <summary>Room for the next read.</summary>
    public Memory<byte> Free()
    {
        if (bytes.Length - length < LeastFree)
            Grow();
        return bytes.AsMemory(length);
    }

    public void Advance(int count) => length += count;

    public void Dispose()
    {
        Return(bytes);
        bytes = [];
        length = 0;
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(64 * 1024, (int)Math.Min(bytes.Length * 2L, Array.MaxLength)));
        bytes.AsSpan(0, length).CopyTo(larger);
        Return(bytes);
        bytes = larger;
    }

    private static void Return(byte[] array)
    {
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array, clearArray: true);
    }
}
