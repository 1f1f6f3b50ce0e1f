namespace SpareKey.Durability;

/// <summary>A file whose every failure, also the late ones of a disk that is full or breaking, comes out as words for a person.</summary>
/// <param name="open">Opens the file; what fails here is the caller's to explain.</param>
/// <param name="explain">Makes the exception to throw; the verb is "read" or "write".</param>
internal sealed class ExplainedStream(Func<FileStream> open, Func<string, Exception, Exception> explain) : Stream
{
    private readonly FileStream _file = open();

    public override bool CanRead => _file.CanRead;

    public override bool CanSeek => _file.CanSeek;

    public override bool CanWrite => _file.CanWrite;

    public override long Length => Reading(() => _file.Length);

    public override long Position
    {
        get => _file.Position;
        set => _file.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _file.Read(buffer);
        }
        catch (Exception failure) when (IsOfTheDisk(failure))
        {
            throw explain("read", failure);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _file.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception failure) when (IsOfTheDisk(failure))
        {
            throw explain("read", failure);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _file.Write(buffer);
        }
        catch (Exception failure) when (IsOfTheDisk(failure))
        {
            throw explain("write", failure);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await _file.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception failure) when (IsOfTheDisk(failure))
        {
            throw explain("write", failure);
        }
    }

    public override void Flush() => Writing(() => _file.Flush());

    public void FlushToDisk() => Writing(() => _file.Flush(flushToDisk: true));

    public override long Seek(long offset, SeekOrigin origin) => Reading(() => _file.Seek(offset, origin));

    public override void SetLength(long value) => Writing(() => _file.SetLength(value));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();
        base.Dispose(disposing);
    }

    private static bool IsOfTheDisk(Exception failure) => failure is IOException or UnauthorizedAccessException;

    private long Reading(Func<long> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (IsOfTheDisk(failure))
        {
            throw explain("read", failure);
        }
    }

    private void Writing(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (IsOfTheDisk(failure))
        {
            throw explain("write", failure);
        }
    }
}
