using System.ComponentModel;
using System.Diagnostics;
using SpareKey.OnePasswordCli.Connecting;
using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Processes;

namespace SpareKey.OnePasswordCli.Calls;

/// <summary>What a call printed, and why it does not count, if it does not. What was printed before a failure is still here.</summary>
internal sealed class CallOutput : IDisposable
{
    public OutputBuffer Bytes { get; } = new();

    public OpCallException? Error { get; set; }

    public void Dispose() => Bytes.Dispose();
}

/// <summary>Starts `op`, once per call.</summary>
internal sealed class OpRunner(string path, ChildEnvironment environment, ServiceAccountToken? token, OpRuntime runtime, CallGate gate)
{
    /// <summary>
    /// Runs one call and hands over what it printed, which is wiped when <paramref name="read"/> is done. By itself it throws
    /// only for cancellation, and <see cref="OpCallException"/> where no process is started.
    /// </summary>
    public async Task<T> RunAsync<T>(OpCall call, Func<CallOutput, Task<T>> read, CancellationToken cancellationToken)
    {
        await gate.EnterAsync(cancellationToken);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(runtime.Limits.CallTimeout);
        using var output = new CallOutput();
        try
        {
            output.Error = await FillAsync(output.Bytes, call, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            output.Error = TimedOut();
        }

        return await read(output);
    }

    /// <summary>Starts one call whose stdout is a file's content.</summary>
    public async Task<OpContentStream> OpenAsync(OpCall call, CancellationToken cancellationToken)
    {
        await gate.EnterAsync(cancellationToken);
        return new OpContentStream(Start(call), this, runtime.Limits.CallTimeout);
    }

    public OpCallException TimedOut() =>
        new(new OpFailure(OpFailureKind.TimedOut, $"op gave no answer within {RetryWait.InWords(runtime.Limits.CallTimeout)}"));

    /// <summary>Null when the call worked as far as exit code and stderr tell.</summary>
    public OpCallException? Judge(ChildExit exit)
    {
        if (exit.ExitCode == 0 && !FailureText.HasError(exit.Errors))
            return null;
        OpFailureKind kind = FailureText.KindOf(exit.Errors);
        // Exit 0 with an error, or an end without a word (killed, crashed): no answer, and the next one may be.
        if (kind == OpFailureKind.Unknown && (exit.ExitCode == 0 || exit.Errors.Length == 0))
            kind = OpFailureKind.BadOutput;
        TimeSpan? wait = kind == OpFailureKind.RateLimited ? RetryWait.In(exit.Errors) : null;
        string words = FailureText.MessageIn(token?.Hide(exit.Errors) ?? exit.Errors);
        return new OpCallException(new OpFailure(kind, FailureReason.For(kind, exit.ExitCode, wait), wait), Printable.FirstLine(words));
    }

    private static async Task<bool> ReadAllAsync(ChildProcess child, OutputBuffer bytes, int most, CancellationToken cancellationToken)
    {
        for (int read; (read = await child.Output.ReadAsync(bytes.Free(), cancellationToken)) > 0;)
        {
            bytes.Advance(read);
            if (bytes.Written.Length > most)
                return false;
        }

        return true;
    }

    private async Task<OpCallException?> FillAsync(OutputBuffer bytes, OpCall call, CancellationToken cancellationToken)
    {
        await using ChildProcess child = Start(call);
        return await ReadAllAsync(child, bytes, runtime.Limits.MostOutputBytes, cancellationToken)
            ? Judge(await child.FinishAsync(cancellationToken), bytes.Written.Span)
            : TooLarge();
    }

    private OpCallException? Judge(ChildExit exit, ReadOnlySpan<byte> printed) =>
        Judge(exit) ?? (printed.Trim(" \t\r\n"u8).IsEmpty
            ? new OpCallException(OpFailure.BadOutput("op exited with 0 and printed nothing"))
            : null);

    private OpCallException TooLarge() =>
        new(new OpFailure(OpFailureKind.TooLarge, $"op printed more than {runtime.Limits.MostOutputBytes} bytes"));

    private ChildProcess Start(OpCall call)
    {
        ProcessStartInfo start = new(path);
        foreach (string argument in call.Arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach ((string name, string value) in environment.Variables)
            start.Environment[name] = value;
        try
        {
            return ChildProcess.Start(start, call.Input, runtime.Limits, TimeProvider.System);
        }
        catch (Win32Exception e)
        {
            string why = new Win32Exception(e.NativeErrorCode).Message;
            throw new OpCallException(new OpFailure(OpFailureKind.NotStarted, $"op cannot be started: {why}"));
        }
    }
}
