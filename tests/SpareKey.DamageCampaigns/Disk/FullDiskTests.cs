using System.Diagnostics;
using SpareKey.TestKit;

using SpareKey.TestKit.Campaigns;
namespace SpareKey.DamageCampaigns.Disk;

/// <summary>Disks that are full, read-only, elsewhere, or go away while the run goes on.</summary>
public sealed class FullDiskTests
{
    private const int Page = 4096;

    [Fact]
    public async Task A_destination_that_fills_up_at_any_size_ends_in_an_error_or_a_whole_snapshot()
    {
        using var scene = CampaignLength.IsLong ? await DiskScene.MakeAsync(40, 6, 300_000) : await DiskScene.MakeAsync();
        var (last, step) = CampaignLength.IsLong ? (2_400_000, 37_000) : (9 * Page, Page);
        var deviations = new List<string>();
        var successes = 0;
        for (var size = Page; size <= last; size += step)
        {
            await using var disk = await SmallDisk.MountAsync(scene.Destination, size);
            var (objection, run) = await JudgeAsync(scene, $"destination on a disk of {size} bytes", "0 and a whole snapshot, or an error with a hint", []);
            successes += run.ExitCode == 0 ? 1 : 0;
            if (objection is not null)
                deviations.Add($"{size}: {objection}");
        }

        Assert.Empty(deviations);
        Assert.True(successes > 0, "the largest disk was too small: the campaign proves nothing");
    }

    [Fact]
    public async Task A_full_disk_keeps_the_snapshots_it_holds()
    {
        using var scene = await DiskScene.MakeAsync();
        await using var disk = await SmallDisk.MountAsync(scene.Destination, 7 * Page);
        await ExpectAsync(scene, "first snapshot on a disk with room for one", 0);
        await ExpectAsync(scene, "second snapshot on a disk with room for one", 1);
        Assert.Single(scene.Snapshots());
        Assert.Empty(Directory.GetFiles(scene.Destination, "*.partial"));
    }

    [Fact]
    public async Task A_read_only_destination_is_an_error_before_op_is_asked()
    {
        using var scene = await DiskScene.MakeAsync();
        await using var disk = await SmallDisk.MountAsync(scene.Destination, 100 * Page);
        await ExpectAsync(scene, "destination writable", 0);
        await disk.MakeReadOnlyAsync();
        await ExpectAsync(scene, "destination read-only", 1, "read-only");
    }

    [Fact]
    public async Task A_destination_that_is_not_there_is_an_error()
    {
        using var scene = await DiskScene.MakeAsync();
        Directory.Delete(scene.Destination);
        await ExpectAsync(scene, "destination not there", 1, "is not there");
        Assert.False(Directory.Exists(scene.Destination));
        await File.WriteAllTextAsync(scene.Destination, "");
        await ExpectAsync(scene, "destination is a file", 1, "is not there");
    }

    [Theory]
    [InlineData("renamed away")]
    [InlineData("renamed away and another folder put in its place")]
    [InlineData("unmounted")]
    public async Task A_destination_that_vanishes_in_mid_run_is_an_error(string how)
    {
        using var scene = await DiskScene.MakeAsync(items: 120, files: 10);
        await using var disk = how == "unmounted" ? await SmallDisk.MountAsync(scene.Destination, 1000 * Page) : null;
        var watch = Stopwatch.StartNew();
        var running = scene.BackupAsync();
        while (!Directory.EnumerateFiles(scene.Destination, "*.partial").Any() && !running.IsCompleted)
            await Task.Delay(5);
        await VanishAsync(scene, how);
        var run = await running;
        var objection = run.ExitCode == 1 ? await scene.ObjectionAsync(run, []) : $"exit {run.ExitCode}: {run.Error}";
        Assert.True(Tables.Disk.Judge($"destination {how} in mid-run", "exit 1, error with a hint, no named snapshot that is not whole", objection ?? $"exit {run.ExitCode}", objection is null, watch.Elapsed), objection);
    }

    private static async Task VanishAsync(DiskScene scene, string how)
    {
        if (how == "unmounted")
        {
            await SmallDisk.TakeAwayAsync(scene.Destination);
            return;
        }

        Directory.Move(scene.Destination, scene.InTemp("elsewhere"));
        if (how != "renamed away")
            Directory.CreateDirectory(scene.Destination);
    }

    [Fact]
    public async Task Destination_state_and_temporary_folder_may_lie_on_three_file_systems()
    {
        using var scene = await DiskScene.MakeAsync();
        await using var destination = await SmallDisk.MountAsync(scene.Destination, 100 * Page);
        await using var state = await SmallDisk.MountAsync(scene.State, 100 * Page);
        await ExpectAsync(scene, "destination, state and TMPDIR on three file systems", 0);
    }

    [Fact]
    public async Task A_state_folder_without_room_for_the_signer_is_an_error_and_one_without_room_for_the_note_a_warning()
    {
        using var scene = await DiskScene.MakeAsync();
        await using (var full = await SmallDisk.MountAsync(scene.State, Page))
        {
            await File.WriteAllBytesAsync(Path.Combine(scene.State, "filler"), new byte[Page]);
            await ExpectAsync(scene, "state folder full from the start", 1);
            Assert.Empty(Directory.GetFiles(scene.State, "signer*"));
        }

        await using var tight = await SmallDisk.MountAsync(scene.State, Page);
        var run = await ExpectAsync(scene, "state folder full after the signer", 0);
        Assert.Contains("could not note it", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(scene.State, "*.new", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_disk_with_room_for_half_a_key_pair_keeps_none_of_it()
    {
        using var scene = await DiskScene.MakeAsync();
        await using var disk = await SmallDisk.MountAsync(scene.Destination, 2 * Page);
        var watch = Stopwatch.StartNew();
        var run = await ProcessRun.RunAsync(Executables.SpareKey, ["cert", "new", "--out", Path.Combine(scene.Destination, "safe"), .. scene.KeyOptions[2..]], scene.Environment());
        var left = Directory.GetFiles(scene.Destination, "*", SearchOption.AllDirectories);
        var good = run.ExitCode == 1 && left.Length == 0 && run.Error.Contains("recovery.cer: the disk is full", StringComparison.Ordinal);
        Assert.True(Tables.Disk.Judge("cert new on a disk with room for one of the two files", "exit 1, nothing left", $"exit {run.ExitCode}, {left.Length} files left", good, watch.Elapsed), run.Error);
    }

    [Fact]
    public async Task Names_at_the_limit_work_and_beyond_it_are_refused()
    {
        using var scene = await DiskScene.MakeAsync();
        await ExpectAsync(scene, "label of 63 characters", 0, null, "--label", new string('a', 63));
        await ExpectAsync(scene, "label of 64 characters", 2, null, "--label", new string('a', 64));
        await ExpectAsync(scene, "label with a slash", 2, null, "--label", "../up");
    }

    private static async Task<ProcessRun> ExpectAsync(DiskScene scene, string injected, int exitCode, string? words = null, params string[] more)
    {
        var (objection, run) = await JudgeAsync(scene, injected, $"exit {exitCode}", more, exitCode);
        Assert.Null(objection);
        if (words is not null)
            Assert.Contains(words, run.Error, StringComparison.Ordinal);
        return run;
    }

    private static async Task<(string? Objection, ProcessRun Run)> JudgeAsync(DiskScene scene, string injected, string expected, string[] more, int? exitCode = null)
    {
        var watch = Stopwatch.StartNew();
        var before = scene.Snapshots();
        var run = await scene.BackupAsync(more);
        var objection = exitCode is { } wanted && run.ExitCode != wanted ? $"exit {run.ExitCode}, expected {wanted}: {run.Error}" : await scene.ObjectionAsync(run, before);
        Tables.Disk.Judge(injected, expected, objection ?? $"exit {run.ExitCode}: {LastError(run)}", objection is null, watch.Elapsed);
        return (objection, run);
    }

    private static string LastError(ProcessRun run) => run.Error.Split('\n').FirstOrDefault(line => line.StartsWith("sparekey: error: ", StringComparison.Ordinal)) ?? "no error";
}
