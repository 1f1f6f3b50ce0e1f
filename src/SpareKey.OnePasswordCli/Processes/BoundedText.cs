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

    private readonly ArrayBufferWriter<byte> _head = new();
    private byte[] _tail = [];
    private int _tailEnd;
    private bool _tailFull;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        int toHead = Math.Min(bytes.Length, Half - _head.WrittenCount);
        _head.Write(bytes[..toHead]);
        foreach (byte one in bytes[toHead..])
            AppendToTail(one);
    }

    /// <summary>The text so far; bytes that are no UTF-8 become U+FFFD.</summary>
    public override string ToString()
    {
        string first = Encoding.UTF8.GetString(_head.WrittenSpan);
        if (_tail.Length == 0)
            return first;
        ReadOnlySpan<byte> older = _tailFull ? _tail.AsSpan(_tailEnd) : [];
        return first + (_tailFull ? "\n…\n" : "") + Encoding.UTF8.GetString([.. older, .. _tail.AsSpan(0, _tailEnd)]);
    }

    private void AppendToTail(byte one)
    {
        if (_tail.Length == 0)
            _tail = new byte[Half];
        _tail[_tailEnd++] = one;
        if (_tailEnd < Half)
            return;
        _tailEnd = 0;
        _tailFull = true;
    }
}
