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
    private readonly Process _process;
    private readonly ProcessLimits _limits;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _closing = new();
    private readonly BoundedText _errors = new();
    private readonly Task _exited;
    private readonly Task _feeding;
    private readonly Task _draining;

    private ChildProcess(Process process, ReadOnlyMemory<byte> input, ProcessLimits limits, TimeProvider clock)
    {
        (_process, _limits, _clock) = (process, limits, clock);
        _exited = process.WaitForExitAsync(CancellationToken.None);
        Output = new ChildOutputStream(process.StandardOutput.BaseStream, _exited, limits.PipeGrace, clock);
        _draining = DrainErrorsAsync();
        _feeding = FeedAsync(input);
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
        await _exited.WaitAsync(cancellationToken);
        await _draining.WaitAsync(cancellationToken);
        return new ChildExit(_process.ExitCode, _errors.ToString());
    }

    /// <summary>Ends the child if it still runs. Takes at most the two graces, whatever the child does.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _closing.CancelAsync();
        await Task.WhenAll(_draining, _feeding);
        // Process.Dispose leaves streams open that were handed out.
        await _process.StandardOutput.BaseStream.DisposeAsync();
        await _process.StandardError.BaseStream.DisposeAsync();
        _process.Dispose();
        _closing.Dispose();
    }

    private async Task StopAsync()
    {
        if (_exited.IsCompleted)
            return;
        // SIGTERM goes to this one process only: what it leaves behind on purpose (its daemon) is not ours to end.
        if (!OperatingSystem.IsWindows())
            TerminateSignal.Send(_process.Id);
        if (!OperatingSystem.IsWindows() && await EndsWithinAsync(_limits.TerminateGrace))
            return;
        KillTree();
        await EndsWithinAsync(_limits.KillGrace);
    }

    private async Task<bool> EndsWithinAsync(TimeSpan grace) =>
        await Task.WhenAny(_exited, Task.Delay(grace, _clock, _closing.Token)) == _exited;

    private void KillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
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
            await using Stream stdin = _process.StandardInput.BaseStream;
            await stdin.WriteAsync(input, _closing.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The child ended or closed its stdin without reading on. Its exit code and stderr tell more than the broken pipe.
        }
    }

    private async Task DrainErrorsAsync()
    {
        await using var stderr = new ChildOutputStream(_process.StandardError.BaseStream, _exited, _limits.PipeGrace, _clock);
        byte[] buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await stderr.ReadAsync(buffer, _closing.Token)) > 0;)
                _errors.Append(buffer.AsSpan(0, read));
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Disposed before the end: nobody asks for the rest.
        }
    }
}
