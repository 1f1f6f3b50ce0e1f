namespace SpareKey.OnePasswordCli.Failures;

/// <summary>A failure in our own words. Those of `op` quote vault names and item titles, and reasons go into logs.</summary>
internal static class FailureReason
{
    public static string For(OpFailureKind kind, int exitCode, TimeSpan? retryAfter) => kind switch
    {
        OpFailureKind.RateLimited when retryAfter is { } wait => $"quota used up; retry in {RetryWait.InWords(wait)}",
        OpFailureKind.RateLimited => "1Password throttles this client; retry later",
        OpFailureKind.NotSignedIn => "op is not signed in any more",
        OpFailureKind.NotPermitted => "not permitted",
        OpFailureKind.NotFound => "not found, or not permitted: op does not tell these apart",
        OpFailureKind.Ambiguous => "op found more than one match for an id",
        OpFailureKind.Conflict => "1Password reported a conflict",
        OpFailureKind.Validation => "op refused the request",
        OpFailureKind.Transient => "network or server failure, also after retries",
        OpFailureKind.BadOutput when exitCode == 0 => "op exited with 0 but reported an error",
        OpFailureKind.BadOutput => $"op ended with exit code {exitCode} and said nothing",
        _ => $"op failed with exit code {exitCode} in a way that is not known",
    };
}
