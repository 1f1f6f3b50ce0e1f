using System.Buffers;
using System.Text;

namespace SpareKey.OnePasswordCli.Processes;

/// <summary>
/// Keeps the first and the last 64 KiB of what a child writes to stderr. The first line names the error,
/// the last lines may hold it where a flood of notices came before; a child that never stops writing costs no memory.
/// </summary>
internal sealed class BoundedText
{
    private const int Half = 64 * 1024;

    private readonly ArrayBufferWriter<byte> head = new();
    private byte[] tail = [];
    private int tailEnd;
    private bool tailFull;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        int toHead = Math.Min(bytes.Length, Half - head.WrittenCount);
        head.Write(bytes[..toHead]);
        foreach (byte one in bytes[toHead..])
            AppendToTail(one);
    }

    /// <summary>The text so far; bytes that are no UTF-8 become U+FFFD.</summary>
    public override string ToString()
    {
        string first = Encoding.UTF8.GetString(head.WrittenSpan);
        if (tail.Length == 0)
            return first;
        ReadOnlySpan<byte> older = tailFull ? tail.AsSpan(tailEnd) : [];
        return first + (tailFull ? "\n…\n" : "") + Encoding.UTF8.GetString([.. older, .. tail.AsSpan(0, tailEnd)]);
    }

    private void AppendToTail(byte one)
    {
        if (tail.Length == 0)
            tail = new byte[Half];
        tail[tailEnd++] = one;
        if (tailEnd < Half)
            return;
        tailEnd = 0;
        tailFull = true;
    }
}
