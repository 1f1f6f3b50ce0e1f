using System.Text;
using SpareKey.OnePasswordCli.Calls;
using SpareKey.OnePasswordCli.Connecting;
using SpareKey.OnePasswordCli.Processes;

namespace SpareKey.OnePasswordCli.Tests.Fakes;

/// <summary>A real child process called op whose answers are files in a folder of the test's own.</summary>
internal sealed class FakeOp : IDisposable
{
    public const string VaultId = "vaultvaultvaultvaultvault1";

    private readonly Dictionary<string, string> _environment;
    private OpAccountSource? _source;

    public FakeOp()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("the fake op is a shell script");
        Folder = Directory.CreateTempSubdirectory("sparekey-op-").FullName;
        _environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["FAKE_OP"] = Folder,
        };
        Write("version", "2.40.0\n");
        Write("whoami", """{"url":"https://example.1password.com","URL":"https://example.1password.com","account_uuid":"M5C4BT3KMQ7HROISKYLWDUXW57","user_type":"SERVICE_ACCOUNT"}""" + "\n");
    }

    public static string Executable => Path.Combine(AppContext.BaseDirectory, "Fakes", "op");

    public string Folder { get; }

    public QuickClock Clock { get; } = new();

    public ProcessLimits Limits { get; set; } = new() { CallTimeout = TimeSpan.FromSeconds(30), PipeGrace = TimeSpan.FromMilliseconds(300) };

    public OpAccountSourceOptions Options { get; set; } = new() { OpPath = Executable };

    public int BatchSize { get; set; } = 100;

    /// <summary>The arguments of every call so far, one line each.</summary>
    public IReadOnlyList<string> Calls =>
        File.Exists(Path.Combine(Folder, "calls")) ? File.ReadAllLines(Path.Combine(Folder, "calls")) : [];

    public OpAccountSource Source => _source ??= new OpAccountSource(Options, Runtime);

    public OpRuntime Runtime =>
        new() { Environment = _environment, WaitClock = Clock, Limits = Limits, BatchSize = BatchSize };

    public OpRunner Runner => new(Executable, new ChildEnvironment(_environment, Options.Token, Options.Account), Options.Token, Runtime, new CallGate(Clock));

    /// <summary>Another path to the same program, which a hook may take away.</summary>
    public string Link()
    {
        string link = Path.Combine(Folder, "op");
        File.CreateSymbolicLink(link, Executable);
        return link;
    }

    public FakeOp With(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    public FakeOp Hook(string script) => Write("hook", script);

    public FakeOp Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public FakeOp Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(Folder, name), bytes);
        return this;
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public int CountOf(string start) => Calls.Count(call => call.StartsWith(start, StringComparison.Ordinal));

    public void Dispose()
    {
        _source?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
