namespace SpareKey.OnePasswordCli.Failures;

/// <summary>A call of `op` failed. The message carries no name, no title and no secret.</summary>
internal sealed class OpCallException(OpFailure failure, string words = "") : Exception(failure.Reason)
{
    public OpFailure Failure { get; } = failure;

    /// <summary>
    /// The first line `op` wrote, made printable. It may quote names, so it is shown only for calls that are about no item
    /// (version, sign-in), and is never part of the message.
    /// </summary>
    public string Words { get; } = words;
}
