using System.Diagnostics;
using SpareKey.Archive;
using SpareKey.Archive.Tests;
using SpareKey.TestKit;

namespace SpareKey.DamageCampaigns.Disk;

/// <summary>An extraction that ends early: what is there is whole, and whoever started it hears of it.</summary>
public sealed class ExtractFaultTests
{
    [Fact]
    public async Task A_target_that_fills_up_is_an_error_that_names_what_is_left()
    {
        using var scene = await DiskScene.MakeAsync(items: 12, files: 6, fileSize: 100_000);
        Assert.Equal(0, (await scene.BackupAsync()).ExitCode);
        await using var disk = await SmallDisk.MountAsync(Directory.CreateDirectory(scene.InTemp("target")).FullName, 300_000);
        await JudgeAsync("extract: target on a disk of 300,000 bytes", 1, "the disk is full", scene, scene.InTemp("target/out"), () =>
            ProcessRun.RunAsync(Executables.SpareKey, Arguments(scene, "target/out"), scene.Environment()));
    }

    [Fact]
    public async Task An_interruption_names_what_is_left()
    {
        await KernelFaults.RequireAsync();
        using var scene = await DiskScene.MakeAsync(items: 12, files: 6, fileSize: 100_000);
        Assert.Equal(0, (await scene.BackupAsync()).ExitCode);
        var middle = Path.Combine(scene.InTemp("out"), MiddleEntry(scene) + ".unfinished");
        // The signal comes as the file is made; half a second passes before it gets its name, so that the program has heard it by then.
        string[] injecting = ["-f", "-o", "/dev/null", "-P", middle, "-e", "trace=openat,rename", "-e", "inject=openat:signal=TERM:when=1", "-e", "inject=rename:delay_enter=500000:when=1"];
        await JudgeAsync("extract: SIGTERM as the middle file is made", 130, "interrupted", scene, scene.InTemp("out"), () =>
            ProcessRun.RunAsync("strace", [.. injecting, Executables.SpareKey, .. Arguments(scene, "out")], scene.Environment()));
    }

    private static string MiddleEntry(DiskScene scene)
    {
        using var snapshot = File.OpenRead(scene.Snapshots().Single());
        using var reader = SnapshotReader.Open(snapshot);
        var entries = reader.OpenIndex(TestRecipient.Anna.Key).Entries;
        return entries[entries.Count / 2].Path;
    }

    private static string[] Arguments(DiskScene scene, string target) =>
        ["extract", scene.Snapshots().Single(), "--out", scene.InTemp(target), .. scene.KeyOptions];

    private static async Task JudgeAsync(string injected, int expected, string words, DiskScene scene, string target, Func<Task<ProcessRun>> extract)
    {
        var watch = Stopwatch.StartNew();
        var run = await extract();
        var left = Directory.GetFiles(target, "*", SearchOption.AllDirectories);
        var objection = Objection(run, expected, words, left);
        Assert.True(Tables.Disk.Judge(injected, $"exit {expected}, \"{words}\", the files that are left counted and whole", objection ?? $"exit {run.ExitCode}, {left.Length} files left", objection is null, watch.Elapsed), objection);
        var whole = await ProcessRun.RunAsync(Executables.SpareKey, Arguments(scene, "whole"), scene.Environment());
        Assert.Equal(0, whole.ExitCode);
        Assert.All(left, file => Assert.Equal(File.ReadAllBytes(Path.Combine(scene.InTemp("whole"), Path.GetRelativePath(target, file))), File.ReadAllBytes(file)));
    }

    private static string? Objection(ProcessRun run, int expected, string words, string[] left)
    {
        if (run.ExitCode != expected || left.Length == 0)
            return $"exit {run.ExitCode}, {left.Length} files left: {run.Error}";
        if (!run.Error.Contains(words, StringComparison.Ordinal) || !run.Error.Contains($"holds {left.Length} whole file", StringComparison.Ordinal))
            return $"does not say what is left: {run.Error}";
        return DiskScene.Silence(run);
    }
}
