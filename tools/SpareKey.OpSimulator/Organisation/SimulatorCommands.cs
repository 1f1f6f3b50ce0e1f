using System.Globalization;
using System.Text;
using SpareKey.OpSimulator.Faults;

namespace SpareKey.OpSimulator.Organisation;

/// <summary>`op simulator …`: what the real `op` does not have, kept behind one word so that nobody takes it for the real thing.</summary>
internal static class SimulatorCommands
{
    private const string Usage =
        "op simulator init DIR [--seed N] [--items N]                                       write the sample organisation\n"
        + "op simulator generate DIR --vaults V --items N [--files F] [--file-size BYTES] [--seed N]   write a large account for load tests\n"
        + "op simulator faults                                                                list the fault switches\n";

    public static int Run(string[] words)
    {
        switch (words.FirstOrDefault())
        {
            case "init": Init(words[1..]); return 0;
            case "generate": Generate(words[1..]); return 0;
            case "faults": ListFaults(); return 0;
            case "hold": Pause.For(TimeSpan.FromSeconds(Number(words.ElementAtOrDefault(1), "seconds"))); return 0;
            default: throw new SimulatorError("which command?\n" + Usage);
        }
    }

    private static void Init(string[] words)
    {
        var (folder, options) = Read(words, "seed", "items");
        var made = SampleOrganisation.Write(NewFolder(folder), (ulong)options.GetValueOrDefault("seed", 1), (int)options.GetValueOrDefault("items", 300));
        var text = new StringBuilder().Append("account model written to ").Append(Path.GetFullPath(folder)).Append("\n\n");
        text.Append("export SIMULATED_OP_HOME=").Append(Path.GetFullPath(folder)).Append("\n\n");
        foreach (var (name, what, token) in made)
            text.Append("# ").Append(name).Append(": ").Append(what).Append("\nexport OP_SERVICE_ACCOUNT_TOKEN=").Append(token).Append("\n\n");
        Print(text.ToString());
    }

    private static void Generate(string[] words)
    {
        var (folder, options) = Read(words, "seed", "vaults", "items", "files", "file-size");
        var size = new LoadSize(
            (int)options.GetValueOrDefault("vaults", 1),
            (int)options.GetValueOrDefault("items", 1000),
            (int)options.GetValueOrDefault("files", 0),
            (int)options.GetValueOrDefault("file-size", 524288));
        var token = LoadAccount.Write(NewFolder(folder), (ulong)options.GetValueOrDefault("seed", 1), size);
        Print($"export SIMULATED_OP_HOME={Path.GetFullPath(folder)}\nexport OP_SERVICE_ACCOUNT_TOKEN={token}\n");
    }

    private static void ListFaults()
    {
        var text = new StringBuilder();
        foreach (var fault in FaultCatalogue.All)
        {
            var parameters = string.Join(", ", fault.Parameters.Select(p => p.Split(':')[0]));
            text.Append(CultureInfo.InvariantCulture, $"{fault.Name,-24}{fault.Text}{(parameters.Length > 0 ? $" [{parameters}]" : "")}\n");
        }
        Print(text.ToString());
    }

    private static (string Folder, Dictionary<string, long> Options) Read(string[] words, params string[] known)
    {
        string? folder = null;
        var options = new Dictionary<string, long>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal)) { folder = folder is null ? words[i] : throw new SimulatorError($"one folder, please: '{words[i]}' is too much"); continue; }
            var pair = words[i][2..].Split('=', 2);
            if (!known.Contains(pair[0])) throw new SimulatorError($"unknown option --{pair[0]}\n{Usage}");
            options[pair[0]] = Number(pair.Length == 2 ? pair[1] : words.ElementAtOrDefault(++i), "--" + pair[0]);
        }
        return (folder ?? throw new SimulatorError("name a folder\n" + Usage), options);
    }

    private static long Number(string? text, string what) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= int.MaxValue ? n : throw new SimulatorError($"{what}: expected a whole number, found '{text}'");

    private static string NewFolder(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new SimulatorError($"{folder} is not empty; give a new folder");
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static void Print(string text)
    {
        using var stdout = Console.OpenStandardOutput();
        stdout.Write(Encoding.UTF8.GetBytes(text));
    }
}
