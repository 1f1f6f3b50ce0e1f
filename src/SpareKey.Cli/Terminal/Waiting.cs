namespace SpareKey.Cli.Terminal;

/// <summary>
/// Waits for somebody to type or to write into a pipe. Such a read cannot be cancelled: on an interruption it is left behind,
/// which is harmless because the process ends, and ending gives the terminal its echo back.
/// </summary>
internal static class Waiting
{
    /// <exception cref="OperationCanceledException">Interrupted before there was an answer.</exception>
    public static T For<T>(Func<T> read, CancellationToken interrupted) => Task.Run(read, interrupted).WaitAsync(interrupted).GetAwaiter().GetResult();
}
