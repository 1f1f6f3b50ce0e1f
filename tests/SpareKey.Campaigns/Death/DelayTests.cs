using System.Collections.Concurrent;
using System.Diagnostics;
using SpareKey.Campaigns.Stage;
using SpareKey.TestKit;
using SpareKey.TestKit.Campaigns;

namespace SpareKey.Campaigns.Death;

/// <summary>Signals at moments spread evenly over a run, and a little beyond its end.</summary>
[Collection(DeathCollection.Name)]
public sealed class DelayTests(DeathCampaign campaign)
{
    internal const int Lanes = 3;
    private const int RunsPerScene = 8;
    private const int Interrupted = 130;

    [Fact]
    public Task Kill_9_at_any_moment_loses_nothing_and_the_next_run_tidies_up() =>
        SweepAsync("KILL", CampaignLength.Pick(30, 1000), withNextRun: true);

    [Fact]
    public Task SIGINT_at_any_moment_ends_with_130_and_leaves_nothing() => SweepAsync("INT", CampaignLength.Pick(9, 100), withNextRun: false);

    [Fact]
    public Task SIGTERM_at_any_moment_ends_with_130_and_leaves_nothing() => SweepAsync("TERM", CampaignLength.Pick(9, 100), withNextRun: false);

    private async Task SweepAsync(string signal, int moments, bool withNextRun)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks for children in /proc");
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Lanes), new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (lane, _) =>
        {
            CampaignScene? scene = null;
            var runs = 0;
            for (var moment = lane; moment < moments; moment += Lanes)
            {
                if (scene is null || ++runs % RunsPerScene == 0)
                    scene = campaign.Small.NewScene();
                foreach (var problem in await OneAsync(scene, signal, campaign.Run * (1.15 * moment / moments), withNextRun))
                    wrong.Enqueue($"{signal} at {moment} of {moments}: {problem}");
            }
        });
        Deviations.MustBeNone(wrong);
    }

    private async Task<IReadOnlyList<string>> OneAsync(CampaignScene scene, string signal, TimeSpan delay, bool withNextRun)
    {
        var aftermath = new Aftermath(scene);
        var started = TimeProvider.System.GetTimestamp();
        using var running = scene.Start(scene.BackupArguments);
        var output = running.StandardOutput.ReadToEndAsync();
        var errors = running.StandardError.ReadToEndAsync();
        await Task.Delay(delay);
        var hit = !running.HasExited;
        if (hit)
            await StockTool.RunAsync("kill", [$"-{signal}", $"{running.Id}"]);
        await running.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        var words = await errors;
        await scene.KeepAsync(new ProcessRun(running.ExitCode, System.Text.Encoding.UTF8.GetBytes(await output), words));
        var wrong = new List<string>(ExitProblems(running, signal, words));
        if (!withNextRun)
            wrong.AddRange(aftermath.Strange().Select(file => $"left behind: {file}"));
        wrong.AddRange(await aftermath.JudgeAsync(withNextRun));
        var seen = $"exit {running.ExitCode}{(aftermath.HadCommitted ? ", its snapshot was finished" : "")}{(wrong.Count > 0 ? "; " + string.Join("; ", wrong) : "")}";
        campaign.Note(
            new CampaignLine($"SIG{signal} after {delay.TotalMilliseconds:0} ms", signal == "KILL" ? "earlier snapshots whole, next run fine" : "exit 130, nothing left", seen, TimeProvider.System.GetElapsedTime(started).TotalSeconds, wrong.Count == 0),
            hit,
            aftermath.OrphanSeconds);
        return wrong;
    }

    // Before it has said a word it is still the runtime that starts; a signal then ends the process in the system's own way.
    private static IEnumerable<string> ExitProblems(Process ended, string signal, string words)
    {
        int[] good = signal switch
        {
            "KILL" => [0, 128 + 9],
            "TERM" when words.Length == 0 => [0, Interrupted, 128 + 15],
            _ => [0, Interrupted],
        };
        if (!good.Contains(ended.ExitCode))
            yield return $"exit code {ended.ExitCode}: {words}";
        if (ended.ExitCode == Interrupted && words.Length > 0 && !words.Contains("sparekey: error: interrupted", StringComparison.Ordinal))
            yield return $"does not say that it was interrupted: {words}";
    }
}
