using SpareKey.Core.Errors;
using SpareKey.OnePasswordCli.Failures;

namespace SpareKey.OnePasswordCli.Connecting;

/// <summary>
/// Turns a failure before the first vault into an error for people. Only here are `op`'s own words shown: these calls are
/// about no item, so they quote none.
/// </summary>
internal static class ConnectionError
{
    public static UserErrorException From(OpCallException error, string what, bool hasToken)
    {
        OpFailure failure = error.Failure;
        string said = error.Words.Length > 0 ? $": op said \"{error.Words}\"" : $": {failure.Reason}";
        return failure.Kind switch
        {
            OpFailureKind.RateLimited => new UserErrorException(ExitCode.Failed, $"{what}: {failure.Reason}", QuotaHint(failure), error),
            OpFailureKind.NotSignedIn or OpFailureKind.NotPermitted or OpFailureKind.NotFound =>
                new UserErrorException(ExitCode.NotPermitted, what + said, SignInHint(hasToken), error),
            OpFailureKind.Ambiguous => new UserErrorException(
                ExitCode.NotPermitted, what + said, "several accounts are signed in: name the one that is to be backed up", error),
            OpFailureKind.Transient or OpFailureKind.TimedOut => new UserErrorException(
                ExitCode.Failed, what + said, "check the network and 1Password's status page, then run again", error),
            _ => new UserErrorException(ExitCode.Failed, what + said, "run op vault list --format json yourself and see what it prints", error),
        };
    }

    private static string QuotaHint(OpFailure failure) =>
        failure.RetryAfter is { } wait
            ? $"run again in {RetryWait.InWords(wait)}; op service-account ratelimit shows what is used"
            : "run again later; op service-account ratelimit shows what is used";

    private static string SignInHint(bool hasToken) =>
        hasToken
            ? "check that the service account still exists and that its token is whole and not expired"
            : "give a service account token in OP_SERVICE_ACCOUNT_TOKEN, or sign in with the desktop app or op signin";
}
