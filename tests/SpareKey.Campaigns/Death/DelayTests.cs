using System.Collections.Concurrent;
using System.Diagnostics;
using SpareKey.Campaigns.Stage;
using SpareKey.TestKit;
using SpareKey.TestKit.Campaigns;

namespace SpareKey.Campaigns.Death;

/// <summary>
/// Signals at moments spread evenly over a run, and a little beyond its end. What counts is a run that was alive when the signal came:
/// the sweep goes on until there were enough of those.
/// </summary>
[Collection(DeathCollection.Name)]
public sealed class DelayTests(DeathCampaign campaign)
{
    internal const int Lanes = 3;
    private const int RunsPerScene = 8;
    private const int Interrupted = 130;
    private const int Killed = 128 + 9;
    private const double LittleBeyondTheEnd = 1.05;

    // Multiples of the golden section, modulo 1, are spread evenly however many there are.
    private const double GoldenSection = 0.6180339887498949;

    [Fact]
    public Task Kill_9_at_any_moment_loses_nothing_and_the_next_run_tidies_up() =>
        SweepAsync("KILL", CampaignLength.Pick(30, 1000), withNextRun: true);

    [Fact]
    public Task SIGINT_at_any_moment_ends_with_130_and_leaves_nothing() => SweepAsync("INT", CampaignLength.Pick(9, 100), withNextRun: false);

    [Fact]
    public Task SIGTERM_at_any_moment_ends_with_130_and_leaves_nothing() => SweepAsync("TERM", CampaignLength.Pick(9, 100), withNextRun: false);

    private async Task SweepAsync(string signal, int wanted, bool withNextRun)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks for children in /proc");
        var wrong = new ConcurrentQueue<string>();
        var (moments, struck, interrupted) = (0, 0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, Lanes), new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (_, _) =>
        {
            CampaignScene? scene = null;
            for (var runs = 0; Volatile.Read(ref struck) < wanted && Interlocked.Increment(ref moments) is var moment && moment <= 20 + (3 * wanted); runs++)
            {
                if (scene is null || runs % RunsPerScene == 0)
                    scene = campaign.Small.NewScene();
                var (hit, ended, problems) = await OneAsync(scene, signal, moment * GoldenSection % 1 * LittleBeyondTheEnd, withNextRun);
                if (hit)
                    Interlocked.Increment(ref struck);
                if (ended)
                    Interlocked.Increment(ref interrupted);
                foreach (var problem in problems)
                    wrong.Enqueue($"{signal} number {moment}: {problem}");
            }
        });
        Deviations.MustBeNone(wrong);
        Assert.True(struck >= wanted, $"only {struck} of {moments} runs were alive when the signal came");
        Assert.True(interrupted * 2 >= struck, $"only {interrupted} of {struck} runs that were struck ended by it: the sweep proves little");
    }

    private async Task<(bool Hit, bool Interrupted, IReadOnlyList<string> Wrong)> OneAsync(CampaignScene scene, string signal, double moment, bool withNextRun)
    {
        var aftermath = new Aftermath(scene, campaign.Length);
        var started = TimeProvider.System.GetTimestamp();
        var began = TimeProvider.System.GetLocalNow().DateTime;
        // A test run in the background hands down that SIGINT is ignored, as nohup would; then nothing could be seen.
        using var running = ProcessRun.Start("env", ["--default-signal=INT", Executables.SpareKey, .. scene.BackupArguments], scene.Environment, scene.WorkingDirectory);
        var output = running.StandardOutput.ReadToEndAsync();
        var errors = running.StandardError.ReadToEndAsync();
        var hit = await StrikeAsync(running, signal, campaign.Length.Estimate * moment);
        var words = await errors;
        await scene.KeepAsync(new ProcessRun(running.ExitCode, System.Text.Encoding.UTF8.GetBytes(await output), words));
        if (!hit)
            campaign.Length.Observe(running.ExitTime - began);
        var wrong = new List<string>(ExitProblems(running, signal, words));
        var interrupted = hit && running.ExitCode != 0;
        if (!withNextRun)
            wrong.AddRange(aftermath.Strange().Select(file => $"left behind: {file}"));
        wrong.AddRange(await aftermath.JudgeAsync(withNextRun));
        if (hit && !interrupted && !aftermath.HadCommitted)
            wrong.Add("the signal was not heard, and there is no snapshot");
        var seen = $"{(hit ? "" : "was over before; ")}exit {running.ExitCode}{(aftermath.HadCommitted ? ", its snapshot was finished" : "")}{(wrong.Count > 0 ? "; " + string.Join("; ", wrong) : "")}";
        campaign.Note(
            new CampaignLine($"SIG{signal} at {moment:0.000} of a run", signal == "KILL" ? "earlier snapshots whole, next run fine" : "exit 130, nothing left", seen, TimeProvider.System.GetElapsedTime(started).TotalSeconds, wrong.Count == 0),
            hit,
            aftermath.OrphanSeconds);
        return (hit, interrupted, wrong);
    }

    private static async Task<bool> StrikeAsync(Process running, string signal, TimeSpan delay)
    {
        await Task.Delay(delay);
        var hit = !running.HasExited;
        if (hit)
            await StockTool.RunAsync("kill", [$"-{signal}", $"{running.Id}"]);
        await running.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return hit && (signal != "KILL" || running.ExitCode == Killed);
    }

    // Before it has said a word it is still the runtime that starts; a signal then ends the process in the system's own way.
    private static IEnumerable<string> ExitProblems(Process ended, string signal, string words)
    {
        int[] good = signal switch
        {
            "KILL" => [0, Killed],
            "TERM" when words.Length == 0 => [0, Interrupted, 128 + 15],
            _ => [0, Interrupted],
        };
        if (!good.Contains(ended.ExitCode))
            yield return $"exit code {ended.ExitCode}: {words}";
        if (ended.ExitCode == Interrupted && words.Length > 0 && !words.Contains("sparekey: error: interrupted", StringComparison.Ordinal))
            yield return $"does not say that it was interrupted: {words}";
    }
}
