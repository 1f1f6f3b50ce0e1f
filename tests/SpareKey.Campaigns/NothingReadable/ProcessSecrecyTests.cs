using System.Diagnostics;
using System.Text;
using SpareKey.Campaigns.Stage;
using SpareKey.TestKit;

namespace SpareKey.Campaigns.NothingReadable;

/// <summary>What other processes of this machine could see of a running SpareKey.</summary>
public sealed class ProcessSecrecyTests(NothingReadableCampaign campaign) : IClassFixture<NothingReadableCampaign>
{
    private const string Hang = """[{"match":{"command":"item get"},"action":{"fault":"hang-before-output","seconds":60}}]""";

    [Theory]
    [InlineData("backup")]
    [InlineData("verify")]
    [InlineData("show")]
    [InlineData("extract")]
    [InlineData("doctor")]
    public async Task Every_program_that_is_started_is_op_and_has_no_secret_in_its_arguments(string verb)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "traces system calls");
        using var scene = campaign.Stage.NewScene();
        var trace = scene.At("trace.txt");
        var arguments = campaign.ArgumentsOf(verb, scene);
        var run = await ProcessRun.RunAsync(
            "strace", ["-f", "-v", "-s", "1000000", "-e", "trace=execve", "-o", trace, Executables.SpareKey, .. arguments], scene.Environment, timeout: TimeSpan.FromMinutes(4));
        run.Expect(0);
        var started = StartedProgram.Read(await File.ReadAllTextAsync(trace)).Skip(1).ToArray();
        File.Delete(trace);

        Assert.Equal(verb is "backup" or "doctor", started.Length > 2);
        Assert.All(started, program => Assert.Equal(Executables.OpSimulator, program.Path));
        Assert.All(started, program => Assert.Empty(campaign.Stage.Scanner.Scan(Encoding.UTF8.GetBytes(program.Arguments), "argv")));
        Assert.All(started, program => Assert.DoesNotContain(campaign.Stage.Recovery.Passphrase, program.Environment, StringComparison.Ordinal));
        campaign.Note($"{verb}: every program started, by execve(2)", "only op, no secret in argv", $"{started.Length} started", good: true);
    }

    [Fact]
    public async Task While_it_runs_proc_shows_no_secret_of_it_and_no_core_may_be_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc");
        using var scene = campaign.Stage.NewScene();
        scene.Faults = Hang;
        using var running = scene.Start(scene.BackupArguments);
        var children = await ChildrenAsync(scene);

        Assert.Empty(campaign.Stage.Scanner.Scan(OpProcesses.Read(running.Id, "cmdline"), "cmdline"));
        Assert.All(children, child => Assert.Empty(campaign.Stage.Scanner.Scan(OpProcesses.Read(child, "cmdline"), "cmdline")));
        Assert.All([running.Id, .. children], id => Assert.Matches("Max core file size +0 +0 ", Encoding.UTF8.GetString(OpProcesses.Read(id, "limits"))));
        Assert.Empty(OtherChildrenOf(running.Id, children));
        Assert.Empty(Directory.GetFiles(scene.At("tmp"), $"*-{running.Id}-*"));
        await StopAsync(running, scene);
        campaign.Note("/proc of a running backup and of its op", "no secret in cmdline, core size 0, no diagnostic port", $"{children.Count} children looked at", good: true);
    }

    [Fact]
    public async Task Signals_that_dump_core_leave_no_core_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends SIGABRT");
        using var scene = campaign.Stage.NewScene();
        scene.Faults = Hang;
        using var running = scene.Start(scene.BackupArguments);
        await ChildrenAsync(scene);

        // The runtime handles the first two itself and goes on; nobody handles SIGSYS, whose default is to dump core.
        foreach (var signal in (string[])["-SEGV", "-ABRT", "-SYS"])
            (await StockTool.RunAsync("kill", [signal, $"{running.Id}"])).Expect();
        await running.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        KillOps(scene);

        Assert.Equal(128 + 31, running.ExitCode);
        var files = Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(files, file => Path.GetFileName(file).StartsWith("core", StringComparison.Ordinal) || new FileInfo(file).Length > 4_000_000);
        var report = await scene.ScanAsync();
        Assert.Empty(report.Findings);
        campaign.Note("SIGSEGV, SIGABRT and SIGSYS during a backup", "no core, nothing readable", $"exit {running.ExitCode}, {report.Files} files searched", good: true);
    }

    [Theory]
    [InlineData("DOTNET_DbgEnableMiniDump")]
    [InlineData("COMPlus_DbgEnableMiniDump")]
    public async Task A_runtime_that_was_told_to_write_crash_dumps_is_refused(string variable)
    {
        using var scene = campaign.Stage.NewScene();
        var run = await ProcessRun.RunAsync(
            Executables.SpareKey, scene.BackupArguments, new Dictionary<string, string?>(scene.Environment, StringComparer.Ordinal) { [variable] = "1" });

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{variable} is set", run.Error, StringComparison.Ordinal);
        Assert.Contains("sparekey: hint: ", run.Error, StringComparison.Ordinal);
        campaign.Note($"{variable}=1", "exit 2, nothing started", $"exit {run.ExitCode}", good: true);
    }

    private static async Task<IReadOnlyList<int>> ChildrenAsync(CampaignScene scene)
    {
        for (var look = 0; look < 1500; look++)
        {
            var hanging = OpProcesses.Of(scene).Where(id => Encoding.UTF8.GetString(OpProcesses.Read(id, "cmdline")).Contains("item\0get", StringComparison.Ordinal)).ToArray();
            if (hanging.Length > 0)
                return hanging;
            await Task.Delay(20);
        }

        throw new InvalidOperationException("no op was seen");
    }

    private static IEnumerable<int> OtherChildrenOf(int parent, IReadOnlyList<int> known) =>
        OpProcesses.All().Where(id => !known.Contains(id) && Encoding.UTF8.GetString(OpProcesses.Read(id, "stat")) is { Length: > 0 } stat
            && stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{parent}");

    private static async Task StopAsync(Process running, CampaignScene scene)
    {
        (await StockTool.RunAsync("kill", ["-TERM", $"{running.Id}"])).Expect();
        await running.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(130, running.ExitCode);
        Assert.Empty(OpProcesses.Of(scene));
    }

    private static void KillOps(CampaignScene scene)
    {
        foreach (var id in OpProcesses.Of(scene))
        {
            using var op = Process.GetProcessById(id);
            op.Kill();
        }
    }
}
