using SpareKey.OnePasswordCli.Failures;

namespace SpareKey.OnePasswordCli.Calls;

/// <summary>
/// What every call passes before a process is started. A used-up quota, a lost sign-in or a dead network closes it for the
/// rest of the run: each further call would fail the same way, cost quota (failed calls count) and time.
/// </summary>
internal sealed class CallGate(TimeProvider clock)
{
    private const int MostFailuresInARow = 5;

    private readonly Lock _sync = new();
    private OpFailure? _stopped;
    private DateTimeOffset _notBefore;
    private int _failuresInARow;
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        while (TimeToWait() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, cancellationToken);
        Interlocked.Increment(ref _calls);
    }

    /// <summary>One worker was told to wait: the others need not find out one by one.</summary>
    public void Hold(TimeSpan wait)
    {
        lock (_sync)
        {
            DateTimeOffset until = clock.GetUtcNow() + wait;
            _notBefore = until > _notBefore ? until : _notBefore;
        }
    }

    public void Succeeded()
    {
        lock (_sync)
            _failuresInARow = 0;
    }

    /// <summary>A call failed for good.</summary>
    public void Failed(OpFailure failure)
    {
        lock (_sync)
        {
            bool unreachable = failure.Kind is OpFailureKind.Transient or OpFailureKind.TimedOut or OpFailureKind.NotStarted;
            _failuresInARow = unreachable ? _failuresInARow + 1 : 0;
            if (failure.EndsTheRun || _failuresInARow >= MostFailuresInARow)
                _stopped ??= failure with { Kind = OpFailureKind.Stopped };
        }
    }

    private TimeSpan TimeToWait()
    {
        lock (_sync)
        {
            if (_stopped is not null)
                throw new OpCallException(_stopped);
            return _notBefore - clock.GetUtcNow();
        }
    }
}
