namespace SpareKey.Cli.Terminal;

/// <summary>Standard output or standard error: somebody else's file, which may be full or closed.</summary>
/// <param name="open">Opens it.</param>
/// <param name="failed">Turns a failure to write into the error to throw, or null to go on without.</param>
internal sealed class StandardStream(Func<Stream> open, Func<Exception, Exception?> failed) : Stream
{
    private readonly Stream _inner = open();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _inner.Write(buffer);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (failed(failure) is { } error)
                throw error;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // What is written to a terminal, a pipe or a file is handed to the system at once.
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
