namespace SpareKey.Core.Errors;

/// <summary>
/// The storage does not give a snapshot's bytes: no permission, a bad sector, a share that went away. Nothing is known of the
/// snapshot then; whoever looks at several goes on with the others.
/// </summary>
public sealed class UnreadableSnapshotException(string message, string hint, Exception inner) : UserErrorException(ExitCode.Failed, message, hint, inner);
