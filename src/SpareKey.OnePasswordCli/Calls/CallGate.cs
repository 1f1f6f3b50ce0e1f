using SpareKey.OnePasswordCli.Failures;

namespace SpareKey.OnePasswordCli.Calls;

/// <summary>
/// What every call passes before a process is started. A used-up quota, a lost sign-in or a dead network closes it for the
/// rest of the run: each further call would fail the same way, cost quota (failed calls count) and time.
/// </summary>
internal sealed class CallGate(TimeProvider clock)
{
    private const int MostFailuresInARow = 5;

    private readonly Lock sync = new();
    private OpFailure? stopped;
    private DateTimeOffset notBefore;
    private int failuresInARow;
    private int calls;

    public int Calls => Volatile.Read(ref calls);

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        while (TimeToWait() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, cancellationToken);
        Interlocked.Increment(ref calls);
    }

    /// <summary>One worker was told to wait: the others need not find out one by one.</summary>
    public void Hold(TimeSpan wait)
    {
        lock (sync)
        {
            DateTimeOffset until = clock.GetUtcNow() + wait;
            notBefore = until > notBefore ? until : notBefore;
        }
    }

    public void Succeeded()
    {
        lock (sync)
            failuresInARow = 0;
    }

    /// <summary>A call failed for good.</summary>
    public void Failed(OpFailure failure)
    {
        lock (sync)
        {
            bool unreachable = failure.Kind is OpFailureKind.Transient or OpFailureKind.TimedOut or OpFailureKind.NotStarted;
            failuresInARow = unreachable ? failuresInARow + 1 : 0;
            if (failure.EndsTheRun || failuresInARow >= MostFailuresInARow)
                stopped ??= failure with { Kind = OpFailureKind.Stopped };
        }
    }

    private TimeSpan TimeToWait()
    {
        lock (sync)
        {
            if (stopped is not null)
                throw new OpCallException(stopped);
            return notBefore - clock.GetUtcNow();
        }
    }
}
