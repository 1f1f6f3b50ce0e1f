using SpareKey.TestKit;

namespace SpareKey.Cli.Tests;

/// <summary>A full or closed standard output costs the report, a full or closed standard error nothing; neither costs the backup.</summary>
public sealed class StandardStreamTests
{
    [Theory]
    [InlineData(">/dev/full")]
    [InlineData(">&-")]
    public async Task A_report_that_cannot_be_written_is_an_error_that_says_the_snapshot_is_there(string redirection)
    {
        using var scene = await Scene.SmallAsync();

        var run = await RunAsync(scene, redirection, scene.BackupOptions);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("sparekey: error: standard output cannot be written", run.Error, StringComparison.Ordinal);
        Assert.Contains("is there all the same", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await scene.VerifyAllAsync(scene.KeyOptions)).ExitCode);
        Assert.Single(scene.Snapshots());
    }

    [Theory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    public async Task A_log_that_cannot_be_written_does_not_cost_the_backup(string redirection)
    {
        using var scene = await Scene.SmallAsync();

        var good = await RunAsync(scene, redirection, scene.BackupOptions);
        var bad = await RunAsync(scene, redirection, ["backup", "--recipient", scene.InTemp("nothing.cer"), "--destination", scene.Destination]);

        Assert.Equal(0, good.ExitCode);
        Assert.Single(scene.Snapshots());
        Assert.Equal(2, bad.ExitCode);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    public async Task Help_and_version_say_so_too(string argument)
    {
        using var scene = await Scene.SmallAsync();

        var run = await RunAsync(scene, ">/dev/full", [argument]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("standard output cannot be written", run.Error, StringComparison.Ordinal);
    }

    private static Task<ProcessRun> RunAsync(Scene scene, string redirection, string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full");
        return ProcessRun.RunAsync("bash", ["-c", $"\"$0\" \"$@\" {redirection}", Executables.SpareKey, .. arguments], scene.Environment());
    }
}
