using SpareKey.TestKit;

namespace SpareKey.Cli.Tests;

public sealed class DoctorTests
{
    [Fact]
    public async Task A_healthy_set_up_is_all_ok()
    {
        using var scene = await Scene.SmallAsync();

        var run = await scene.RunAsync("doctor", "--recipient", scene.Recovery.Certificate, scene.Recovery.SecondCertificate, "--destination", scene.Destination, "--op", Executables.OpSimulator, "--state-dir", scene.State);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("FAIL", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("WARN", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_failure_hides_no_other()
    {
        using var scene = await Scene.SmallAsync();

        var run = await scene.RunAsync("doctor", "--recipient", scene.Recovery.PasswordFile, "--destination", scene.InTemp("unmounted"), "--op", "/nowhere/op", "--state-dir", scene.State);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[FAIL] op", run.Text, StringComparison.Ordinal);
        Assert.Contains("[FAIL] certificates", run.Text, StringComparison.Ordinal);
        Assert.Contains("[FAIL] destination", run.Text, StringComparison.Ordinal);
        Assert.Contains("[ OK ] clock", run.Text, StringComparison.Ordinal);
    }
}
