using SpareKey.OpSimulator.Native;

namespace SpareKey.OpSimulator.Stdin;

/// <summary>
/// Standard input by the rules `op` was seen to follow: only a pipe counts. A file or a socket is ignored without a word,
/// which is how people lose templates; a pipe that nobody closes blocks for ever.
/// </summary>
internal sealed class PipedInput(FileKind kind, Func<Stream> open)
{
    private const int Limit = 256 * 1024 * 1024;
    private byte[]? _bytes;

    public FileKind Kind => kind;

    public bool IsPipe => kind == FileKind.Pipe;

    /// <summary>Everything in the pipe, or nothing when standard input is not a pipe.</summary>
    public byte[] Read() => _bytes ??= IsPipe ? ReadToEnd() : [];

    public bool HasBytes => Read().Length > 0;

    private byte[] ReadToEnd()
    {
        using var stream = open();
        using var all = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int n; (n = stream.Read(part)) > 0;)
        {
            if (all.Length + n > Limit) throw new SimulatorError("more than 256 MiB on standard input");
            all.Write(part, 0, n);
        }
        return all.ToArray();
    }
}
