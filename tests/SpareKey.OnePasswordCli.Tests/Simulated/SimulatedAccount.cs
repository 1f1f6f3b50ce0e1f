using System.Diagnostics;
using System.Text.Json.Nodes;
using SpareKey.OnePasswordCli.Calls;
using SpareKey.OnePasswordCli.Processes;
using SpareKey.OnePasswordCli.Tests.Fakes;

namespace SpareKey.OnePasswordCli.Tests.Simulated;

/// <summary>An account of the op simulator, which runs as a process; what it holds is read from its model folder.</summary>
internal sealed class SimulatedAccount : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sparekey-sim-").FullName;
    private readonly Dictionary<string, string> _environment;

    private SimulatedAccount(params string[] make)
    {
        string home = Path.Combine(_root, "model");
        string printed = Run([.. make.Select(word => word == "DIR" ? home : word)]);
        string token = printed.Split('\n').First(static line => line.Contains("OP_SERVICE_ACCOUNT_TOKEN=", StringComparison.Ordinal)).Split('=', 2)[1];
        Options = new OpAccountSourceOptions { OpPath = Executable, Token = ServiceAccountToken.Parse(token) };
        _environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
            ["SIMULATED_OP_HOME"] = home,
            ["SIMULATED_OP_LOG"] = LogFile,
        };
        Granted = [.. Tokens().First(one => (string?)one!["token"] == token)!["vaults"]!.AsObject().Select(static pair => pair.Key)];
    }

    public static string Executable => Environment.GetEnvironmentVariable("SPAREKEY_OP_SIMULATOR") ?? BuiltExecutable();

    public OpAccountSourceOptions Options { get; init; }

    /// <summary>Ids of the vaults that the token reads.</summary>
    public IReadOnlyList<string> Granted { get; private set; }

    public string Model => _environment["SIMULATED_OP_HOME"];

    public OpRuntime Runtime => new()
    {
        Environment = _environment,
        WaitClock = new QuickClock(),
        Limits = new ProcessLimits { CallTimeout = TimeSpan.FromSeconds(40), PipeGrace = TimeSpan.FromMilliseconds(300), TerminateGrace = TimeSpan.FromMilliseconds(500), MostOutputBytes = 20_000_000 },
    };

    public IReadOnlyList<JsonObject> Log => [.. File.ReadLines(LogFile).Select(static line => JsonNode.Parse(line)!.AsObject())];

    private string LogFile => Path.Combine(_root, "log");

    public static SimulatedAccount Organisation() => new("simulator", "init", "DIR");

    public static SimulatedAccount Generated(int vaults, int items, int files) =>
        new("simulator", "generate", "DIR", $"--vaults={vaults}", $"--items={items}", $"--files={files}", "--file-size=3000");

    /// <summary>Lets calls go wrong. <paramref name="rules"/> is the simulator's fault list.</summary>
    public SimulatedAccount With(string rules)
    {
        _environment["SIMULATED_OP_FAULTS"] = rules;
        return this;
    }

    /// <summary>No token: a person is signed in at the desktop app.</summary>
    public OpAccountSourceOptions AsPerson()
    {
        string path = Path.Combine(Model, "account.json");
        JsonNode account = JsonNode.Parse(File.ReadAllText(path))!;
        account["interactive"]!["signed_in"] = true;
        File.WriteAllText(path, account.ToJsonString());
        return Options with { Token = null };
    }

    /// <summary>Another of the account's tokens, by its name.</summary>
    public OpAccountSourceOptions As(string name)
    {
        JsonNode chosen = Tokens().First(one => (string?)one!["name"] == name)!;
        Granted = [.. chosen["vaults"]!.AsObject().Select(static pair => pair.Key)];
        return Options with { Token = ServiceAccountToken.Parse((string)chosen["token"]!) };
    }

    /// <summary>The items of the granted vaults as they lie in the model, by vault and id.</summary>
    public IEnumerable<(string Vault, string Id, JsonObject Json)> Items() =>
        from vault in Granted
        let folder = Path.Combine(Model, "vaults", vault, "items")
        where Directory.Exists(folder)
        from file in Directory.EnumerateFiles(folder, "*.json")
        select (vault, Path.GetFileNameWithoutExtension(file), JsonNode.Parse(File.ReadAllText(file))!.AsObject());

    public byte[] Content(string vault, string item, string file) => File.ReadAllBytes(Path.Combine(Model, "vaults", vault, "files", item, file));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string BuiltExecutable()
    {
        string ours = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string bin = Path.GetDirectoryName(Path.GetDirectoryName(ours))!;
        string built = Path.Combine(bin, "SpareKey.OpSimulator", Path.GetFileName(ours), OperatingSystem.IsWindows() ? "op.exe" : "op");
        Assert.True(File.Exists(built), $"the simulator is not at {built}: build tools/SpareKey.OpSimulator, or name it in SPAREKEY_OP_SIMULATOR");
        return built;
    }

    private static string Run(string[] arguments)
    {
        ProcessStartInfo start = new(Executable) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return printed;
    }

    private JsonArray Tokens() => JsonNode.Parse(File.ReadAllText(Path.Combine(Model, "tokens.json")))!["tokens"]!.AsArray();
}
