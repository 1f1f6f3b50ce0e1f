using System.Diagnostics;
using SpareKey.TestKit;
using SpareKey.TestKit.Canaries;

namespace SpareKey.Campaigns.Stage;

/// <summary>One account, destination and state folder, with every folder the program could write to inside it.</summary>
internal sealed class CampaignScene : IDisposable
{
    private readonly CampaignStage _stage;
    private int _runs;

    public CampaignScene(CampaignStage stage, string folder)
    {
        (_stage, Folder) = (stage, folder);
        foreach (var name in (string[])["backups", "tmp", "home", "output", "cwd"])
            Directory.CreateDirectory(At(name));
    }

    public string Folder { get; }

    public string AccountFolder => At("account");

    public string Destination => At("backups");

    public string State => At("state");

    public string WorkingDirectory => At("cwd");

    /// <summary>Fault rules as the simulator reads them; empty for none.</summary>
    public string Faults { get; set; } = "";

    /// <summary>False to run behind a signed-in person instead of a service account.</summary>
    public bool WithToken { get; set; } = true;

    /// <summary>Calls of `op` at a time; one where the order of calls has to be the same each time.</summary>
    public int Jobs { get; set; } = 2;

    public string[] Partials => Directory.GetFiles(Destination, "*.partial");

    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["OP_SERVICE_ACCOUNT_TOKEN"] = WithToken ? _stage.Token : null,
        ["SIMULATED_OP_HOME"] = AccountFolder,
        ["SIMULATED_OP_FAULTS"] = Faults,
        ["SIMULATED_OP_LOG"] = At("calls.jsonl"),
        ["TMPDIR"] = At("tmp"),
        ["HOME"] = At("home"),
        ["XDG_STATE_HOME"] = At("home/state"),
        ["XDG_CONFIG_HOME"] = At("home/config"),
        ["XDG_CACHE_HOME"] = At("home/cache"),
        ["XDG_RUNTIME_DIR"] = At("home/runtime"),
    };

    public string[] BackupArguments =>
        ["backup", "--recipient", _stage.Recovery.Certificate, "--destination", Destination, "--op", Executables.OpSimulator, "--state-dir", State, "--jobs", $"{Jobs}"];

    public string[] DoctorArguments =>
        ["doctor", "--recipient", _stage.Recovery.Certificate, "--destination", Destination, "--op", Executables.OpSimulator, "--state-dir", State];

    public string[] VerifyArguments => ["verify", "--destination", Destination, "--state-dir", State, .. _stage.Recovery.KeyOptions];

    public string At(string name) => Path.Combine(Folder, name);

    public string[] Snapshots() => [.. Directory.EnumerateFiles(Destination, "*.sparekey.zip").Order(StringComparer.Ordinal)];

    public Task<ProcessRun> BackupAsync(params string[] more) => RunAsync([.. BackupArguments, .. more]);

    public Task<ProcessRun> VerifyAsync() => RunAsync([.. VerifyArguments, "--json"]);

    /// <summary>Runs the program; what it says is kept for the search for secrets.</summary>
    public async Task<ProcessRun> RunAsync(params string[] arguments)
    {
        var run = await ProcessRun.RunAsync(Executables.SpareKey, arguments, Environment, workingDirectory: WorkingDirectory, timeout: TimeSpan.FromMinutes(4));
        await KeepAsync(run);
        return run;
    }

    /// <summary>Runs the program with the recovery key to see what a snapshot holds; that output is secret and is not kept.</summary>
    public Task<ProcessRun> OpenAsync(params string[] arguments) =>
        ProcessRun.RunAsync(Executables.SpareKey, [.. arguments, .. _stage.Recovery.KeyOptions], Environment, workingDirectory: WorkingDirectory);

    public Process Start(params string[] arguments) => ProcessRun.Start(Executables.SpareKey, arguments, Environment, WorkingDirectory);

    public async Task KeepAsync(ProcessRun run)
    {
        var name = At($"output/{Interlocked.Increment(ref _runs)}");
        await File.WriteAllBytesAsync(name + ".out", run.Output);
        await File.WriteAllTextAsync(name + ".err", run.Error);
    }

    /// <summary>Searches every folder this scene's runs could write to. The account itself is where the secrets live.</summary>
    public Task<CanaryReport> ScanAsync() => _stage.Scanner.ScanAsync(
        [.. Directory.GetDirectories(Folder).Where(folder => Path.GetFileName(folder) is not ("account" or "opened")), "/dev/shm"]);

    public void Dispose()
    {
        if (Directory.Exists(At("opened")))
            Directory.Delete(At("opened"), recursive: true);
    }
}
