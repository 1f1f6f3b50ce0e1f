using System.Text;
using System.Text.Json;
using SpareKey.Archive.Tests;
using SpareKey.DamageCampaigns.Damage;
using SpareKey.TestKit;
using SpareKey.TestKit.Canaries;

namespace SpareKey.DamageCampaigns.RandomOrganisations;

/// <summary>Backs an organisation up, gets everything back in two ways, and compares it with the model.</summary>
internal sealed class OrganisationTrial(Organisation organisation) : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly List<ProcessRun> _runs = [];
    private SimulatedAccount? _account;

    /// <summary>Null if all of it came back; otherwise what did not.</summary>
    public async Task<string?> RunAsync()
    {
        var backup = await BackupAsync();
        if (backup.ExitCode != 0)
            return $"backup ended with {backup.ExitCode}: {backup.Error}";
        var snapshot = Directory.GetFiles(_temp.File("backups"), "*.zip").Single();
        string[] key = ["--key", _temp.File("anna.pfx"), "--password-file", _temp.File("password")];
        var verify = await RunAsync(["verify", snapshot, "--json", "--state-dir", _temp.File("state"), .. key]);
        var extract = await RunAsync(["extract", snapshot, "--out", _temp.File("out"), .. key]);
        if (verify.ExitCode != 0 || extract.ExitCode != 0)
            return $"verify {verify.ExitCode}, extract {extract.ExitCode}: {extract.Error}{verify.Text}";
        return await ReadableAsync() ?? await ByHandAsync(snapshot) ?? await CompareAsync(await RunAsync(["show", snapshot, "--json", .. key]));
    }

    public async Task<ProcessRun> BackupAsync()
    {
        _account = await OrganisationModel.WriteAsync(_temp.File("account"), organisation);
        Directory.CreateDirectory(_temp.File("backups"));
        await _temp.WriteAsync("anna.cer", TestRecipient.Anna.Certificate.ExportDer());
        await _temp.WriteAsync("anna.pfx", Victim.Pfx);
        await _temp.WriteAsync("key.pem", TestRecipient.Anna.KeyPem);
        await _temp.WriteAsync("password", Encoding.ASCII.GetBytes(Victim.Password));
        return await RunAsync("backup", "--recipient", _temp.File("anna.cer"), "--destination", _temp.File("backups"), "--op", Executables.OpSimulator, "--state-dir", _temp.File("state"), "--jobs", "2");
    }

    private async Task<ProcessRun> RunAsync(params string[] arguments)
    {
        var run = await ProcessRun.RunAsync(Executables.SpareKey, arguments, Environment(), timeout: TimeSpan.FromHours(1));
        _runs.Add(run);
        return run;
    }

    private Dictionary<string, string?> Environment() => new(StringComparer.Ordinal)
    {
        ["OP_SERVICE_ACCOUNT_TOKEN"] = _account?.Token,
        ["SIMULATED_OP_HOME"] = _account?.Folder,
        ["TMPDIR"] = Directory.CreateDirectory(_temp.File("tmp")).FullName,
        ["HOME"] = Directory.CreateDirectory(_temp.File("home")).FullName,
    };

    // After backup, verify and extract: whatever they wrote but the extracted files, and whatever they said.
    private async Task<string?> ReadableAsync()
    {
        var said = Directory.CreateDirectory(_temp.File("said")).FullName;
        foreach (var (i, run) in _runs.Index())
            await File.WriteAllBytesAsync(Path.Combine(said, $"{i}"), [.. run.Output, .. Encoding.UTF8.GetBytes(run.Error)]);
        var scanner = new CanaryScanner([.. CanaryAccount.Planted, new Canary("token", _account!.Token), new Canary("passphrase", Victim.Password)]);
        var report = await scanner.ScanAsync(said, _temp.File("backups"), _temp.File("state"), _temp.File("tmp"), _temp.File("home"), "/dev/shm");
        Tables.Random.Searched(report);
        return report.Findings is [var first, ..] ? $"{first.Place} shows a {first.Canary}: {first.Form}" : null;
    }

    // The commands of the README: what they give must be what sparekey extract gave, file by file.
    private async Task<string?> ByHandAsync(string snapshot)
    {
        Directory.CreateDirectory(_temp.File("hand"));
        var result = await ProcessRun.RunAsync("sh", ["-c", $$"""
            unzip -q "{{snapshot}}" -d snap || exit 1
            for s in snap/segments/*.cms; do openssl cms -decrypt -inform DER -in "$s" -inkey key.pem -out part || exit 1; cat part; done | tar xzf - -C hand
            """], workingDirectory: _temp.Path, timeout: TimeSpan.FromMinutes(30));
        if (result.ExitCode != 0)
            return $"openssl and tar ended with {result.ExitCode}: {result.Error}";
        var (ours, theirs) = (FilesIn("out"), FilesIn("hand"));
        if (!ours.SequenceEqual(theirs, StringComparer.Ordinal))
            return "extract and tar give different files";
        return ours.FirstOrDefault(path => !Same(_temp.File(Path.Combine("out", path)), _temp.File(Path.Combine("hand", path)))) is { } other ? $"{other} differs between extract and tar" : null;
    }

    private string[] FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(_temp.File(folder), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_temp.File(folder), file)).Order(StringComparer.Ordinal)];

    private static bool Same(string one, string two) => File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(two));

    private async Task<string?> CompareAsync(ProcessRun show)
    {
        using var json = JsonDocument.Parse(show.Output);
        var vaults = json.RootElement.GetProperty("vaults").EnumerateArray().ToDictionary(vault => vault.GetProperty("id").GetString()!, StringComparer.Ordinal);
        if (vaults.Count != organisation.Vaults.Count)
            return $"{vaults.Count} vaults came back";
        var files = organisation.Vaults.Count + organisation.Vaults.Sum(vault => vault.Items.Sum(item => 1 + item.Files.Count));
        if (FilesIn("out").Length != files)
            return $"{FilesIn("out").Length} files came back, the model has {files}";
        for (var i = 0; i < organisation.Vaults.Count; i++)
        {
            if (await CompareAsync(i, vaults[OrganisationModel.VaultId(i)]) is { } difference)
                return difference;
        }

        return null;
    }

    private async Task<string?> CompareAsync(int number, JsonElement got)
    {
        var vault = organisation.Vaults[number];
        var items = got.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!, StringComparer.Ordinal);
        if (got.GetProperty("name").GetString() != vault.Name || items.Count != vault.Items.Count)
            return $"vault {number}: name or number of items differ";
        for (var i = 0; i < vault.Items.Count; i++)
        {
            var comparison = new ItemComparison(vault.Items[i], _temp.File("out"));
            var id = OrganisationModel.ItemId(vault, number, i);
            if ((items.TryGetValue(id, out var item) ? comparison.Difference(item) : "is missing") is { } difference)
                return $"vault {number}, item {i}: {difference}";
            if (i == 0 && number < 3 && await ExactAsync(OrganisationModel.VaultId(number), id, item.GetProperty("path").GetString()!) is { } inexact)
                return inexact;
        }

        return null;
    }

    // The model says what must be in an item; that every byte is the one op printed is compared for one item of a vault.
    private async Task<string?> ExactAsync(string vault, string item, string path)
    {
        var op = await ProcessRun.RunAsync(Executables.OpSimulator, ["item", "get", item, "--vault", vault, "--include-archive", "--format", "json"], Environment());
        var kept = await _temp.ReadAsync(Path.Combine("out", path));
        return op.ExitCode == 0 && op.Output.AsSpan().SequenceEqual(kept) ? null : $"{path} is not what op prints";
    }

    public void Dispose() => _temp.Dispose();
}
