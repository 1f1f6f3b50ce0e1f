using Polly;
using Polly.Retry;
using SpareKey.OnePasswordCli.Failures;

namespace SpareKey.OnePasswordCli.Calls;

/// <summary>
/// Repeats what may pass: network and server trouble with exponential back-off and jitter, a quota that `op` says will be
/// free again soon, an answer that was no answer once. Everything else fails at once, because failed calls cost quota too.
/// </summary>
internal sealed class Retries
{
    private const int MostRetries = 3;

    private readonly CallGate _gate;
    private readonly ResiliencePipeline _pipeline;
    private readonly TimeSpan _quotaPatience;

    public Retries(CallGate gate, TimeSpan quotaPatience, TimeProvider clock)
    {
        (_gate, _quotaPatience) = (gate, quotaPatience);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = MostRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthAnother(arguments.Outcome.Exception, arguments.AttemptNumber)),
                DelayGenerator = static arguments => ValueTask.FromResult(QuotaWait(arguments.Outcome.Exception)),
                OnRetry = HoldTheOthers,
            })
            .Build();
    }

    /// <param name="attempt">One call.</param>
    /// <param name="cancellationToken">Ends the waiting, too.</param>
    /// <param name="mayFail">True for a call whose failure says nothing about others (a cold whoami is "not authenticated yet").</param>
    /// <exception cref="OpCallException">It failed for good; the gate knows.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken, bool mayFail = false)
    {
        try
        {
            T result = await _pipeline.ExecuteAsync(attempt, cancellationToken);
            _gate.Succeeded();
            return result;
        }
        catch (OpCallException e)
        {
            if (!mayFail)
                _gate.Failed(e.Failure);
            throw;
        }
    }

    // A throttle that names no time ("Your client has been rate-limited") is given half a minute.
    private static TimeSpan? QuotaWait(Exception? error) =>
        error is OpCallException { Failure: { Kind: OpFailureKind.RateLimited } failure }
            ? (failure.RetryAfter ?? TimeSpan.FromSeconds(30)) + TimeSpan.FromSeconds(1)
            : null;

    private bool IsWorthAnother(Exception? error, int attempt) => (error as OpCallException)?.Failure switch
    {
        null => false,
        { Kind: OpFailureKind.RateLimited } => QuotaWait(error) <= _quotaPatience + TimeSpan.FromSeconds(1),
        { Kind: OpFailureKind.Transient or OpFailureKind.Conflict } => true,
        { Kind: OpFailureKind.BadOutput or OpFailureKind.TimedOut or OpFailureKind.NotStarted } => attempt == 0,
        _ => false,
    };

    private ValueTask HoldTheOthers(OnRetryArguments<object> arguments)
    {
        if (QuotaWait(arguments.Outcome.Exception) is { } wait)
            _gate.Hold(wait);
        return ValueTask.CompletedTask;
    }
}
