using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SpareKey.TestKit;

/// <summary>An account model of the op simulator in a folder of its own, with its tokens.</summary>
public sealed partial class SimulatedAccount
{
    private SimulatedAccount(string folder, string[] tokens)
    {
        Folder = folder;
        Token = tokens[0];
        FullToken = tokens.Length > 1 ? tokens[1] : tokens[0];
    }

    public string Folder { get; }

    /// <summary>Reads every grantable vault whose content op can deliver.</summary>
    public string Token { get; }

    /// <summary>Reads the vault with the unreachable attachment too.</summary>
    public string FullToken { get; }

    public string FaultsFile => Path.Combine(Folder, "faults.json");

    /// <summary>The sample organisation.</summary>
    public static Task<SimulatedAccount> SampleAsync(string folder, params string[] options) => MakeAsync(folder, ["simulator", "init", folder, .. options]);

    /// <summary>A plain account of a given size.</summary>
    public static Task<SimulatedAccount> GenerateAsync(string folder, int vaults, int items, int files = 0, int fileSize = 1000) => MakeAsync(
        folder,
        ["simulator", "generate", folder, "--vaults", $"{vaults}", "--items", $"{items}", "--files", $"{files}", "--file-size", $"{fileSize}"]);

    /// <summary>Sets the fault rules; see docs/manual/simulator.md.</summary>
    public void Faults(JsonArray rules) => File.WriteAllText(FaultsFile, rules.ToJsonString());

    private static async Task<SimulatedAccount> MakeAsync(string folder, string[] arguments)
    {
        var run = await ProcessRun.RunAsync(Executables.OpSimulator, arguments);
        var tokens = TokenPattern().Matches(run.Text).Select(match => match.Value).ToArray();
        return run.ExitCode == 0 && tokens.Length > 0
            ? new SimulatedAccount(folder, tokens)
            : throw new InvalidOperationException($"the simulator made no account: {run.Text}{run.Error}");
    }

    [GeneratedRegex("ops_[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex TokenPattern();
}
