using System.ComponentModel;
using System.Diagnostics;

namespace SpareKey.OnePasswordCli.Processes;

/// <summary>How a child ended and what it wrote to stderr.</summary>
internal readonly record struct ChildExit(int ExitCode, string Errors);

/// <summary>
/// A child process's life: stdin is always a pipe, written and closed; stderr is drained while stdout is read, so that
/// neither pipe can fill and stop the child; disposing ends a child that still runs.
/// </summary>
/// <remarks>
/// An inherited stdin makes `op` wait for ever or take foreign bytes as a template (op 2.x decides by the kind of handle).
/// A redirected one is a pipe on every platform, which is the only kind `op` reads from.
/// </remarks>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ProcessLimits limits;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource closing = new();
    private readonly BoundedText errors = new();
    private readonly Task exited;
    private readonly Task feeding;
    private readonly Task draining;

    private ChildProcess(Process process, ReadOnlyMemory<byte> input, ProcessLimits limits, TimeProvider clock)
    {
        (this.process, this.limits, this.clock) = (process, limits, clock);
        exited = process.WaitForExitAsync(CancellationToken.None);
        Output = new ChildOutputStream(process.StandardOutput.BaseStream, exited, limits.PipeGrace, clock);
        draining = DrainErrorsAsync();
        feeding = FeedAsync(input);
    }

    /// <summary>The raw bytes of stdout.</summary>
    public ChildOutputStream Output { get; }

    /// <exception cref="Win32Exception">The executable cannot be started.</exception>
    public static ChildProcess Start(ProcessStartInfo start, ReadOnlyMemory<byte> input, ProcessLimits limits, TimeProvider clock)
    {
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        Process started = Process.Start(start) ?? throw new InvalidOperationException("no process was started");
        return new ChildProcess(started, input, limits, clock);
    }

    /// <summary>Waits for the end; call it when stdout has been read, or has been given up.</summary>
    public async Task<ChildExit> FinishAsync(CancellationToken cancellationToken)
    {
        await exited.WaitAsync(cancellationToken);
        await draining.WaitAsync(cancellationToken);
        return new ChildExit(process.ExitCode, errors.ToString());
    }

    /// <summary>Ends the child if it still runs. Takes at most the two graces, whatever the child does.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await closing.CancelAsync();
        await Task.WhenAll(draining, feeding);
        // Process.Dispose leaves streams open that were handed out.
        await process.StandardOutput.BaseStream.DisposeAsync();
        await process.StandardError.BaseStream.DisposeAsync();
        process.Dispose();
        closing.Dispose();
    }

    private async Task StopAsync()
    {
        if (exited.IsCompleted)
            return;
        // SIGTERM goes to this one process only: what it leaves behind on purpose (its daemon) is not ours to end.
        if (!OperatingSystem.IsWindows())
            TerminateSignal.Send(process.Id);
        if (!OperatingSystem.IsWindows() && await EndsWithinAsync(limits.TerminateGrace))
            return;
        KillTree();
        await EndsWithinAsync(limits.KillGrace);
    }

    private async Task<bool> EndsWithinAsync(TimeSpan grace) =>
        await Task.WhenAny(exited, Task.Delay(grace, clock, closing.Token)) == exited;

    private void KillTree()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended in this moment, or the system will not let go of it: both show in EndsWithinAsync, and neither can be helped here.
        }
    }

    private async Task FeedAsync(ReadOnlyMemory<byte> input)
    {
        try
        {
            await using Stream stdin = process.StandardInput.BaseStream;
            await stdin.WriteAsync(input, closing.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The child ended or closed its stdin without reading on. Its exit code and stderr tell more than the broken pipe.
        }
    }

    private async Task DrainErrorsAsync()
    {
        await using var stderr = new ChildOutputStream(process.StandardError.BaseStream, exited, limits.PipeGrace, clock);
        byte[] buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await stderr.ReadAsync(buffer, closing.Token)) > 0;)
                errors.Append(buffer.AsSpan(0, read));
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // Disposed before the end: nobody asks for the rest.
        }
    }
}
