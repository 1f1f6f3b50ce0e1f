namespace SpareKey.OnePasswordCli.Processes;

/// <summary>
/// One output pipe of a child, readable asynchronously only. A pipe may outlive the process: `op` leaves a cache daemon
/// behind that can inherit the handles, and a reader that waits for end of file would wait a day (the daemon's idle time).
/// So once the child has ended, a read that stays empty for <paramref name="grace"/> counts as the end: all the child
/// wrote lies in the pipe's buffer by then. The clock runs only while a read is waiting, so a slow reader loses nothing.
/// </summary>
internal sealed class ChildOutputStream(Stream pipe, Task exited, TimeSpan grace, TimeProvider clock) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<int> read = pipe.ReadAsync(buffer, abandon.Token).AsTask();
        if (!read.IsCompleted)
            await Task.WhenAny(read, exited);
        if (!read.IsCompleted)
            await Task.WhenAny(read, Task.Delay(grace, clock, abandon.Token));
        bool silent = !read.IsCompleted;
        // Also stops the delay that lost the race. The read must have ended before the caller's buffer goes back to a pool.
        await abandon.CancelAsync();
        try
        {
            return await read;
        }
        catch (OperationCanceledException) when (silent && !cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("a child's output is read asynchronously");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
