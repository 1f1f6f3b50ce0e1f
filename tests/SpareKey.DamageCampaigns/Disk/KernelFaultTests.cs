using System.Diagnostics;
using SpareKey.TestKit;

using SpareKey.TestKit.Campaigns;
namespace SpareKey.DamageCampaigns.Disk;

/// <summary>The k-th write, flush, rename, truncation, folder or opening fails, once or from then on.</summary>
public sealed class KernelFaultTests
{
    private const int MostCalls = 60;

    [Fact]
    public Task Writing_fails_at_every_kth_write() => CampaignAsync("pwrite64", ["ENOSPC", "EIO", "EACCES"], ["1", "2", "4", "7", "9", "1+", "5+"]);

    [Fact]
    public Task Flushing_fails_at_every_kth_flush() => CampaignAsync("fsync", ["EIO", "ENOSPC", "EACCES"], ["1", "2", "3", "4"]);

    [Fact]
    public Task Naming_fails_at_every_kth_rename() => CampaignAsync("rename", ["EACCES", "EIO", "ENOSPC"], ["1", "2", "3"]);

    [Fact]
    public Task Truncating_fails_at_every_kth_truncation() => CampaignAsync("ftruncate", ["ENOSPC", "EIO", "EACCES"], ["1", "2"], skipFirst: true);

    [Fact]
    public Task Making_folders_fails() => CampaignAsync("mkdir", ["EACCES", "ENOSPC", "EIO"], ["1"]);

    [Fact]
    public Task Opening_fails_at_every_kth_opening_of_our_files() => CampaignAsync("openat", ["EACCES", "ENOSPC", "EIO"], ["1", "2", "3", "4"], ours: true);

    private static async Task CampaignAsync(string call, string[] errors, string[] bounded, bool ours = false, bool skipFirst = false)
    {
        await KernelFaults.RequireAsync();
        using var scene = await DiskScene.MakeAsync();
        var first = await scene.BackupAsync();
        Assert.True(first.ExitCode == 0, first.Error);
        var deviations = new List<string>();
        foreach (var round in CampaignLength.IsLong ? Long(errors) : [bounded.Select((when, i) => (errors[i % errors.Length], when))])
        {
            var hits = 0;
            foreach (var (error, when) in round)
            {
                // The runtime itself truncates a memory file before the program starts; without it no process comes up.
                if (skipFirst && when == "1" && !CampaignLength.IsLong)
                    continue;
                var (deviation, hit) = await InjectAsync(scene, call, error, when, ours);
                if (deviation is not null)
                    deviations.Add(deviation);
                hits += hit;
            }

            if (hits == 0)
                break;
        }

        Assert.Empty(deviations);
        await RecoversAsync(scene, call);
    }

    // A whole round without a hit is the end: no thread makes that many calls.
    private static IEnumerable<IEnumerable<(string Error, string When)>> Long(string[] errors) =>
        Enumerable.Range(1, MostCalls).Select(k => from error in errors from all in (string[])["", "+"] select (error, $"{k}{all}"));

    private static async Task<(string? Deviation, int Hits)> InjectAsync(DiskScene scene, string call, string error, string when, bool ours)
    {
        var watch = Stopwatch.StartNew();
        var before = scene.Snapshots();
        var paths = ours ? KernelFaults.PathsOf(scene, TimeProvider.System.GetUtcNow()) : [];
        var (run, hits) = await KernelFaults.RunAsync(scene, call, $"error={error}", when, paths, scene.BackupArguments());
        var objection = Unheard(scene, run, before, hits) ?? await scene.ObjectionAsync(run, before);
        var seen = objection ?? $"exit {run.ExitCode}, {hits.Length} calls hit{(hits.Length > 0 ? $", first {Short(scene, hits[0])}" : "")}; snapshots whole";
        var asExpected = Tables.Disk.Judge($"{call} #{when} in each thread: {error}", "0 and a whole snapshot, or an error with a hint; earlier ones whole; no plaintext", seen, objection is null, watch.Elapsed);
        return (asExpected ? null : $"{call} #{when} {error}: {seen}", hits.Length);
    }

    // A call about the new snapshot, its digest file or their folder that failed cannot end in success, however whole the bytes look in memory.
    // An earlier snapshot that cannot be read is told as a warning.
    private static string? Unheard(DiskScene scene, ProcessRun run, string[] before, string[] hits)
    {
        var told = before.Where(earlier => run.Error.Contains($"cannot read {earlier}", StringComparison.Ordinal)).ToArray();
        var ours = hits.FirstOrDefault(hit => hit.Contains(scene.Destination, StringComparison.Ordinal)
            && !hit.Contains(".sparekey.lock", StringComparison.Ordinal)
            && !told.Any(earlier => hit.Contains($"{earlier}\"", StringComparison.Ordinal)));
        return run.ExitCode == 0 && ours is not null ? $"FALSE SUCCESS: {ours} failed and nobody was told" : null;
    }

    private static string Short(DiskScene scene, string hit)
    {
        var text = hit.Replace(scene.Destination, "DEST", StringComparison.Ordinal).Replace(scene.State, "STATE", StringComparison.Ordinal);
        return text[..Math.Min(text.Length, 110)];
    }

    private static async Task RecoversAsync(DiskScene scene, string call)
    {
        var before = scene.Snapshots();
        var watch = Stopwatch.StartNew();
        var run = await scene.BackupAsync();
        var left = Directory.GetFiles(scene.Destination, "*.partial");
        var objection = run.ExitCode != 0 ? $"exit {run.ExitCode}: {run.Error}" : left.Length > 0 ? $"left {left[0]}" : await scene.ObjectionAsync(run, before);
        Assert.True(Tables.Disk.Judge($"{call}: the next run without a fault", "exit 0, leftovers cleared, snapshot whole", objection ?? "as expected", objection is null, watch.Elapsed), objection);
    }
}
