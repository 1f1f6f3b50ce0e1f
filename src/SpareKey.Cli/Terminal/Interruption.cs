using System.Runtime.InteropServices;

namespace SpareKey.Cli.Terminal;

/// <summary>Turns Ctrl-C, SIGTERM and a lost terminal into one cancellation, so that drafts are removed and children are ended.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations;

    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel),
    ];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    // A second signal is not held back: whoever asks twice wants the process gone. The next run clears what it leaves.
    private void Cancel(PosixSignalContext signal)
    {
        signal.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
