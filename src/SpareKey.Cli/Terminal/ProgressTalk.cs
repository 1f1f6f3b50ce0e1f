using SpareKey.Core.Accounts;
using SpareKey.Core.Backup;

namespace SpareKey.Cli.Terminal;

/// <summary>
/// Shows how far a run is: a line that rewrites itself on a terminal, a plain line now and then elsewhere,
/// JSON lines with --json, nothing with --quiet. Warnings always come through.
/// </summary>
internal sealed class ProgressTalk(CliContext context, bool json, bool quiet) : IBackupObserver
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Talk _talk = new(context.Error, json, quiet);
    private readonly bool _live = context.ErrorIsTerminal && !json;
    private long _last;
    private int _shown;

    public void Stage(string stage)
    {
        if (quiet)
            return;
        lock (_gate)
        {
            Clear();
            _last = 0;
            context.Error.WriteLine(json ? JsonLines.Stage(stage) : $"{stage} …");
        }
    }

    public void Progress(CaptureProgress progress)
    {
        if (quiet)
            return;
        lock (_gate)
        {
            if (_last != 0 && context.Clock.GetElapsedTime(_last) < (_live ? OnTerminal : Elsewhere))
                return;
            _last = context.Clock.GetTimestamp();
            Show(progress);
        }
    }

    public void Warn(string warning)
    {
        lock (_gate)
        {
            Clear();
            _talk.Warn(warning);
        }
    }

    /// <summary>Leaves the line free for what comes after.</summary>
    public void End()
    {
        lock (_gate)
            Clear();
    }

    private void Show(CaptureProgress progress)
    {
        if (json)
        {
            context.Error.WriteLine(JsonLines.Progress(progress));
            return;
        }

        var line = $"  vaults {progress.VaultsDone}/{progress.Vaults}, items {progress.ItemsDone}/{progress.Items}, files {progress.FilesDone}/{progress.Files}";
        if (!_live)
        {
            context.Error.WriteLine(line);
            return;
        }

        context.Error.Write("\r" + line.PadRight(_shown));
        _shown = line.Length;
    }

    private void Clear()
    {
        if (_shown == 0)
            return;
        context.Error.Write("\r" + new string(' ', _shown) + "\r");
        _shown = 0;
    }
}
