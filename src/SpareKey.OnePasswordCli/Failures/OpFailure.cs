namespace SpareKey.OnePasswordCli.Failures;

/// <summary>A failed call.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Reason">For people and logs: made of our own words, because the words of `op` quote vault names and item titles.</param>
/// <param name="RetryAfter">How long `op` says to wait, where it says so.</param>
internal sealed record OpFailure(OpFailureKind Kind, string Reason, TimeSpan? RetryAfter = null)
{
    /// <summary>True when calling on would fail the same way for every part.</summary>
    public bool EndsTheRun => Kind is OpFailureKind.RateLimited or OpFailureKind.NotSignedIn or OpFailureKind.Stopped;

    public static OpFailure BadOutput(string reason) => new(OpFailureKind.BadOutput, reason);
}
