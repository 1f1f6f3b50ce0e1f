using System.Text;

namespace SpareKey.OpSimulator;

/// <summary>Standard output: passed through as it comes, or held back while a fault wants to change it.</summary>
internal sealed class Output(Func<Stream> open, bool held) : IDisposable
{
    private readonly MemoryStream? _holding = held ? new MemoryStream() : null;
    private readonly BufferedStream? _direct = held ? null : new BufferedStream(open(), 64 * 1024);

    public bool IsHeld => held;

    /// <summary>Set when the bytes are a file's content or a secret rather than JSON or a table.</summary>
    public bool IsContent { get; set; }

    public void Write(ReadOnlySpan<byte> bytes) => ((Stream?)_holding ?? _direct!).Write(bytes);

    public void Print(string text) => Write(Encoding.UTF8.GetBytes(text));

    public void Flush() => _direct?.Flush();

    public byte[] TakeHeld()
    {
        var bytes = _holding!.ToArray();
        _holding.SetLength(0);
        return bytes;
    }

    public void Dispose()
    {
        _direct?.Dispose();
        _holding?.Dispose();
    }
}
