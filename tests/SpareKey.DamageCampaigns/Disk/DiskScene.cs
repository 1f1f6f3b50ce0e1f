using System.Text;
using SpareKey.Archive;
using SpareKey.Archive.Tests;
using SpareKey.DamageCampaigns.Damage;
using SpareKey.TestKit;
using SpareKey.TestKit.Canaries;

namespace SpareKey.DamageCampaigns.Disk;

/// <summary>
/// A small account that is backed up onto a disk which fails, for a key that opens quickly; and the four things that must hold
/// afterwards whatever happened.
/// </summary>
internal sealed class DiskScene : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly CanaryScanner _scanner;

    private DiskScene(SimulatedAccount account)
    {
        Account = account;
        _scanner = new CanaryScanner([.. CanaryAccount.Planted, new Canary("token", account.Token)]);
    }

    public SimulatedAccount Account { get; }

    public string Destination => InTemp("backups");

    public string State => InTemp("state");

    public static async Task<DiskScene> MakeAsync(int items = 2, int files = 1, int fileSize = 1000)
    {
        var account = new TempFolder();
        var scene = new DiskScene(await SimulatedAccount.GenerateAsync(Path.Combine(account.Path, "account"), 1, items, files, fileSize)) { _accountFolder = account };
        CanaryAccount.PlantIn(scene.Account.Folder);
        Assert.NotEmpty((await scene._scanner.ScanAsync(scene.Account.Folder)).Findings);
        Directory.CreateDirectory(scene.Destination);
        Directory.CreateDirectory(scene.State);
        await scene._temp.WriteAsync("anna.cer", TestRecipient.Anna.Certificate.ExportDer());
        await scene._accountFolder.WriteAsync("anna.pfx", Victim.Pfx);
        await scene._accountFolder.WriteAsync("password", Encoding.ASCII.GetBytes(Victim.Password));
        return scene;
    }

    private TempFolder _accountFolder = null!;

    public string InTemp(string name) => _temp.File(name);

    /// <summary>The recovery key; it lies beside the account, where no search for secrets goes.</summary>
    public string[] KeyOptions => ["--key", _accountFolder.File("anna.pfx"), "--password-file", _accountFolder.File("password")];

    public string[] BackupArguments(params string[] more) =>
        ["backup", "--recipient", InTemp("anna.cer"), "--destination", Destination, "--op", Executables.OpSimulator, "--state-dir", State, .. more];

    public Dictionary<string, string?> Environment() => new(StringComparer.Ordinal)
    {
        ["OP_SERVICE_ACCOUNT_TOKEN"] = Account.Token,
        ["SIMULATED_OP_HOME"] = Account.Folder,
        ["TMPDIR"] = Directory.CreateDirectory(InTemp("tmp")).FullName,
        ["HOME"] = Directory.CreateDirectory(InTemp("home")).FullName,
    };

    public Task<ProcessRun> BackupAsync(params string[] more) => ProcessRun.RunAsync(Executables.SpareKey, BackupArguments(more), Environment(), timeout: TimeSpan.FromMinutes(5));

    public string[] Snapshots() => Directory.Exists(Destination) ? [.. Directory.GetFiles(Destination, "*.sparekey.zip").Order(StringComparer.Ordinal)] : [];

    /// <summary>Null if the run told the truth and nothing broken, plain or silent is left; otherwise what is wrong.</summary>
    /// <param name="run">The run.</param>
    /// <param name="before">Snapshots that were there before it.</param>
    public async Task<string?> ObjectionAsync(ProcessRun run, string[] before)
    {
        var after = Snapshots();
        if (run.ExitCode == 0 && after.Length != before.Length + 1)
            return "FALSE SUCCESS: exit code 0 and no new snapshot";
        if (before.Except(after, StringComparer.Ordinal).FirstOrDefault() is { } lost)
            return $"the earlier snapshot {lost} is gone";
        foreach (var snapshot in after)
        {
            if (await DamageOfAsync(snapshot) is { } damage)
                return $"{(run.ExitCode == 0 ? "FALSE SUCCESS: " : "")}{Path.GetFileName(snapshot)} bears its final name and is not whole: {damage}";
        }

        return Silence(run) ?? await ReadableAsync(run);
    }

    private static async Task<string?> DamageOfAsync(string snapshot)
    {
        await using var stream = File.OpenRead(snapshot);
        var sidecar = snapshot + ".sha256";
        var report = await SnapshotVerifier.VerifyAsync(
            stream,
            new VerificationRequest { RecoveryKey = TestRecipient.Anna.Key, FileName = Path.GetFileName(snapshot), Sidecar = File.Exists(sidecar) ? await File.ReadAllBytesAsync(sidecar) : Array.Empty<byte>() },
            CancellationToken.None);
        return report.IsSound ? null : string.Join("; ", report.Findings);
    }

    /// <summary>Null if a failure says what and what next, and does not call itself our fault.</summary>
    public static string? Silence(ProcessRun run)
    {
        if (run.ExitCode == 0)
            return null;
        if (!run.Error.Contains("sparekey: error: ", StringComparison.Ordinal) || !run.Error.Contains("sparekey: hint: ", StringComparison.Ordinal))
            return $"exit code {run.ExitCode} without error and hint: {run.Error}";
        return run.Error.Contains("fault in sparekey", StringComparison.Ordinal) ? $"not a person's mistake, yet reported as our fault: {run.Error}" : null;
    }

    // The account's own folder lies elsewhere.
    private async Task<string?> ReadableAsync(ProcessRun run)
    {
        await _temp.WriteAsync("said.txt", (byte[])[.. run.Output, .. Encoding.UTF8.GetBytes(run.Error)]);
        var report = await _scanner.ScanAsync(_temp.Path, "/dev/shm");
        Tables.Disk.Searched(report);
        return report.Findings is [var first, ..] ? $"{first.Place} shows a {first.Canary}: {first.Form}" : null;
    }

    public void Dispose()
    {
        _temp.Dispose();
        _accountFolder.Dispose();
    }
}
