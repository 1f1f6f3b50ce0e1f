namespace SpareKey.Core.Errors;

/// <summary>How a run ended. The numbers are an interface for scripts: never renumbered, never reused.</summary>
public enum ExitCode
{
    Done = 0,
    Failed = 1,
    Usage = 2,
    /// <summary>Something the account can read is not in the snapshot.</summary>
    Incomplete = 3,
    NotPermitted = 4,
    Locked = 5,
    VerificationFailed = 6,
    CoverageGap = 7,
    NoKeyMatches = 8,
    Interrupted = 130,
}
