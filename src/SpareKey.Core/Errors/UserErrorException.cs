namespace SpareKey.Core.Errors;

/// <summary>
/// A failure whose message is written for the person at the keyboard: what happened, to what, and what to do next.
/// It is shown without a stack trace, so it must be complete in itself, and it must never carry a secret.
/// </summary>
public class UserErrorException : Exception
{
    /// <param name="exitCode">The exit code the process ends with.</param>
    /// <param name="message">What happened, to what; lower case, no full stop.</param>
    /// <param name="hint">What to do next.</param>
    /// <param name="inner">The cause, for the log only.</param>
    public UserErrorException(ExitCode exitCode, string message, string hint, Exception? inner = null)
        : base(message, inner)
    {
        ExitCode = exitCode;
        Hint = hint;
    }

    public ExitCode ExitCode { get; }

    public string Hint { get; }
}
