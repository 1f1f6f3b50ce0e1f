using System.Diagnostics;
using SpareKey.TestKit;
using SpareKey.TestKit.Campaigns;

namespace SpareKey.DamageCampaigns.Disk;

/// <summary>The disk does not give the newest snapshot's bytes: every door says so, and what concerns others goes on.</summary>
public sealed class ReadFaultTests
{
    private const int MostCalls = 60;

    [Theory]
    [InlineData("verify", 6)]
    [InlineData("verify --key", 6)]
    [InlineData("list", 6)]
    [InlineData("show", 1)]
    [InlineData("show --key", 1)]
    [InlineData("extract", 1)]
    [InlineData("backup", 0)]
    public async Task Reading_fails_at_every_kth_read(string door, int expected)
    {
        await KernelFaults.RequireAsync();
        using var scene = await DiskScene.MakeAsync();
        for (var i = 0; i < 2; i++)
            Assert.Equal(0, (await scene.BackupAsync()).ExitCode);
        var (older, newest) = (scene.Snapshots()[0], scene.Snapshots()[1]);
        var deviations = new List<string>();
        foreach (var round in CampaignLength.IsLong ? Enumerable.Range(1, MostCalls).Select(k => ((string Error, string When)[])[("EIO", $"{k}"), ("ESTALE", $"{k}+")]) : [[("EIO", "1"), ("ESTALE", "2"), ("EIO", "4+"), ("EIO", "20+")]])
        {
            var hits = 0;
            foreach (var (error, when) in round)
            {
                var watch = Stopwatch.StartNew();
                var (run, hit) = await KernelFaults.RunAsync(scene, "pread64", $"error={error}", when, [newest], Arguments(scene, door, newest));
                var objection = hit.Length == 0 ? null : Objection(door, expected, run, Path.GetFileName(older), Path.GetFileName(newest));
                if (!Tables.Disk.Judge($"{door}: pread64 #{when} of the newest snapshot in each thread: {error}", $"exit {expected}, the file named, the other one judged", objection ?? $"exit {run.ExitCode}, {hit.Length} calls hit", objection is null, watch.Elapsed))
                    deviations.Add($"{error} {when}: {objection}");
                hits += hit.Length;
            }

            if (hits == 0)
                break;
        }

        Assert.Empty(deviations);
    }

    private static string[] Arguments(DiskScene scene, string door, string snapshot) => door switch
    {
        "verify" => ["verify", "--destination", scene.Destination, "--state-dir", scene.State],
        "verify --key" => ["verify", "--destination", scene.Destination, "--state-dir", scene.State, .. scene.KeyOptions],
        "list" => ["list", "--destination", scene.Destination],
        "show" => ["show", snapshot],
        "show --key" => ["show", snapshot, .. scene.KeyOptions],
        "extract" => ["extract", snapshot, "--out", scene.InTemp($"out{Guid.NewGuid():N}"), .. scene.KeyOptions],
        "backup" => scene.BackupArguments(),
        _ => throw new ArgumentException("no door of this test", nameof(door)),
    };

    private static string? Objection(string door, int expected, ProcessRun run, string older, string newest)
    {
        var said = run.Text + run.Error;
        if (run.ExitCode != expected)
            return $"exit {run.ExitCode}: {said}";
        if (!said.Contains($"cannot read ", StringComparison.Ordinal) || !said.Contains(newest, StringComparison.Ordinal))
            return $"does not name what cannot be read: {said}";
        if (door is "verify" or "verify --key" && !run.Text.Contains($"whole   {older}", StringComparison.Ordinal))
            return $"does not judge the other snapshot: {said}";
        return expected == 1 ? DiskScene.Silence(run) : null;
    }
}
