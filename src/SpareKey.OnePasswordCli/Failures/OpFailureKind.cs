namespace SpareKey.OnePasswordCli.Failures;

/// <summary>What a failed call of `op` means for the run.</summary>
internal enum OpFailureKind
{
    /// <summary>Words that are not known. Never taken for anything milder.</summary>
    Unknown,

    /// <summary>A quota is used up, or the client is throttled.</summary>
    RateLimited,

    /// <summary>No session, a token that is no longer good, or a desktop app that does not answer.</summary>
    NotSignedIn,

    NotPermitted,

    /// <summary>Not there, or not shown: `op` gives the same answer for both.</summary>
    NotFound,

    Ambiguous,
    Conflict,

    /// <summary>`op` did not accept what it was asked.</summary>
    Validation,

    /// <summary>Network or server trouble that may pass.</summary>
    Transient,

    TimedOut,

    /// <summary>Exit 0 with an error, with nothing, with half of the JSON or with JSON of another shape.</summary>
    BadOutput,

    TooLarge,

    /// <summary>No process came to be: the file is no program, or is being replaced, or the system has no room for one.</summary>
    NotStarted,

    /// <summary>Not asked at all: an earlier failure ended the calls of this run.</summary>
    Stopped,
}
