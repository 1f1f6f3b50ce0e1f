using SpareKey.Campaigns.Stage;
using SpareKey.TestKit;
using SpareKey.TestKit.Campaigns;

namespace SpareKey.Campaigns.Death;

/// <summary>
/// Death at exact places: right before the n-th write, flush, rename or removal, for every n there is. strace kills the process as it enters
/// the call. The runtime is given one worker thread, so that all calls come from one thread and counting them is exact;
/// strace lets go of a child when it becomes `op`.
/// </summary>
[Collection(DeathCollection.Name)]
public sealed class BoundaryTests(DeathCampaign campaign)
{
    private const int MostCalls = 400;
    private const int RunsPerScene = 8;

    [Theory]
    [InlineData("pwrite64")]
    [InlineData("fsync")]
    [InlineData("rename")]
    [InlineData("ftruncate")]
    public async Task Death_before_any_system_call_that_changes_the_disk_loses_nothing(string call)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "injects with strace");
        List<string> wrong = [];
        CampaignScene? scene = null;
        var step = CampaignLength.Pick(call == "pwrite64" ? 3 : 1, 1);
        var deaths = 0;
        for (var at = 1; at < MostCalls; at += step)
        {
            if (scene is null || deaths % RunsPerScene == 0)
                scene = campaign.Large.NewScene();
            if (await OneAsync(scene, call, at, wrong) == 0)
                break;
            deaths++;
        }

        Deviations.MustBeNone(wrong);
        Assert.InRange(deaths, 1, MostCalls - 2);
    }

    private async Task<int> OneAsync(CampaignScene scene, string call, int at, List<string> wrong)
    {
        var aftermath = new Aftermath(scene, length: null);
        var started = TimeProvider.System.GetTimestamp();
        var environment = new Dictionary<string, string?>(scene.Environment, StringComparer.Ordinal)
        {
            ["DOTNET_PROCESSOR_COUNT"] = "1",
            ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1",
            ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1",
        };
        string[] strace = ["-f", "-b", "execve", "-o", "/dev/null", "-e", $"trace={call}", "-e", $"inject={call}:signal=KILL:when={at}"];
        var run = await ProcessRun.RunAsync("strace", [.. strace, Executables.SpareKey, .. scene.BackupArguments], environment, workingDirectory: scene.WorkingDirectory, timeout: TimeSpan.FromMinutes(4));
        await scene.KeepAsync(run);
        if (run.ExitCode is not (0 or 128 + 9))
            wrong.Add($"{call} {at}: exit code {run.ExitCode}: {run.Error}");
        if (run.ExitCode == 0)
            return 0;
        var problems = await aftermath.JudgeAsync(withNextRun: true);
        wrong.AddRange(problems.Select(problem => $"{call} {at}: {problem}"));
        campaign.Note(
            new CampaignLine($"SIGKILL before {call} number {at}", "earlier snapshots whole, next run fine", $"killed{(aftermath.HadCommitted ? ", its snapshot was finished" : "")}{(problems.Count > 0 ? "; " + string.Join("; ", problems) : "")}", TimeProvider.System.GetElapsedTime(started).TotalSeconds, problems.Count == 0),
            hit: true,
            aftermath.OrphanSeconds);
        return run.ExitCode;
    }
}
