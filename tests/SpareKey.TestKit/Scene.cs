using System.Text.Json;

namespace SpareKey.TestKit;

/// <summary>
/// The product as its users meet it: the executable, an account behind the op simulator, two recovery certificates,
/// an empty destination and a state folder of its own.
/// </summary>
public sealed class Scene : IDisposable
{
    private readonly TempFolder _temp;

    private Scene(TempFolder temp, SimulatedAccount account, RecoveryFiles recovery)
    {
        _temp = temp;
        Account = account;
        Recovery = recovery;
        Destination = Directory.CreateDirectory(InTemp("backups")).FullName;
    }

    public SimulatedAccount Account { get; }

    public RecoveryFiles Recovery { get; }

    public string Destination { get; }

    public string State => InTemp("state");

    /// <summary>Where the simulator notes its calls, one JSON object a line.</summary>
    public string CallLog => InTemp("calls.jsonl");

    public string[] KeyOptions => ["--key", Recovery.Key, "--password-file", Recovery.PasswordFile];

    public string[] BackupOptions =>
    [
        "backup",
        "--recipient", Recovery.Certificate, Recovery.SecondCertificate,
        "--destination", Destination,
        "--op", Executables.OpSimulator,
        "--state-dir", State,
    ];

    public static async Task<Scene> SampleAsync()
    {
        var temp = new TempFolder();
        return new Scene(temp, await SimulatedAccount.SampleAsync(Path.Combine(temp.Path, "account")), await RecoveryFiles.GetAsync());
    }

    /// <summary>A small account: quick runs for tests that need many.</summary>
    public static async Task<Scene> SmallAsync(int vaults = 2, int items = 6, int files = 2, int fileSize = 1000)
    {
        var temp = new TempFolder();
        return new Scene(temp, await SimulatedAccount.GenerateAsync(Path.Combine(temp.Path, "account"), vaults, items, files, fileSize), await RecoveryFiles.GetAsync());
    }

    public string InTemp(string name) => Path.Combine(_temp.Path, name);

    /// <summary>The environment a backup runs in; a null value removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment(string? token = null) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["OP_SERVICE_ACCOUNT_TOKEN"] = token ?? Account.Token,
        ["SIMULATED_OP_HOME"] = Account.Folder,
        ["SIMULATED_OP_LOG"] = CallLog,
        ["XDG_STATE_HOME"] = InTemp("xdg-state"),
    };

    public Task<ProcessRun> RunAsync(params string[] arguments) => ProcessRun.RunAsync(Executables.SpareKey, arguments, Environment());

    public Task<ProcessRun> BackupAsync(params string[] more) => RunAsync([.. BackupOptions, .. more]);

    public async Task<JsonElement> BackupJsonAsync(params string[] more)
    {
        var run = await BackupAsync(["--json", .. more]);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    public Task<ProcessRun> VerifyAllAsync(params string[] more) => RunAsync(["verify", "--destination", Destination, "--state-dir", State, .. more]);

    /// <summary>Snapshots in the destination, oldest first.</summary>
    public string[] Snapshots() => [.. Directory.EnumerateFiles(Destination, "*.sparekey.zip").Order(StringComparer.Ordinal)];

    public void Dispose() => _temp.Dispose();
}
