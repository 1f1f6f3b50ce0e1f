using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Processes;

namespace SpareKey.OnePasswordCli.Calls;

/// <summary>
/// A file's content straight from `op`'s stdout. The read that meets the end throws when the child failed, so that whoever
/// stores the content learns of it before calling it complete: `op` prints first and fails later.
/// </summary>
internal sealed class OpContentStream(ChildProcess child, OpRunner runner, TimeSpan longestSilence) : Stream
{
    private readonly CancellationTokenSource _silence = new();

    /// <summary>Why the content is unusable; null while nothing is known against it.</summary>
    public OpCallException? Error { get; private set; }

    /// <summary>True once the end was read and the child had exited well.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long Delivered { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Delivered; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Error is not null)
            throw Error;
        if (IsComplete || buffer.IsEmpty)
            return 0;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
        _silence.CancelAfter(longestSilence);
        try
        {
            int read = await child.Output.ReadAsync(buffer, either.Token);
            Delivered += read;
            if (read == 0)
                await EndAsync(either.Token);
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
            return read;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Error = runner.TimedOut();
            throw Error;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("a file's content is read asynchronously");

    public override async ValueTask DisposeAsync()
    {
        await child.DisposeAsync();
        _silence.Dispose();
        await base.DisposeAsync();
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        ChildExit exit = await child.FinishAsync(cancellationToken);
        Error = runner.Judge(exit);
        if (Error is not null)
            throw Error;
        IsComplete = true;
    }
}
