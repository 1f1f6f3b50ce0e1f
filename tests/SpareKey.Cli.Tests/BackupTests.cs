using System.Text.Json;
using SpareKey.TestKit;

namespace SpareKey.Cli.Tests;

public sealed class BackupTests
{
    [Fact]
    public async Task The_sample_organisation_is_backed_up_and_proven()
    {
        using var scene = await Scene.SampleAsync();

        var result = await scene.BackupJsonAsync();

        Assert.True(result.GetProperty("complete").GetBoolean());
        Assert.Equal(9, result.GetProperty("vaults").GetInt32());
        Assert.True(result.GetProperty("items").GetInt32() > 200);
        Assert.True(result.GetProperty("archived").GetInt32() > 0);
        Assert.True(result.GetProperty("files").GetInt32() > 10);
        Assert.True(result.GetProperty("bytes").GetInt64() > 100_000);
        Assert.True(result.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal(0, result.GetProperty("missing").GetArrayLength());
        Assert.Equal(0, result.GetProperty("unreachable").GetArrayLength());
        Assert.Equal(result.GetProperty("snapshot").GetString(), Assert.Single(scene.Snapshots()));
        Assert.Equal(0, (await scene.VerifyAllAsync()).ExitCode);
        Assert.Equal(0, (await scene.VerifyAllAsync(scene.KeyOptions)).ExitCode);
    }

    [Fact]
    public async Task Stock_tools_alone_recover_what_sparekey_extracts()
    {
        using var scene = await Scene.SampleAsync();
        await scene.BackupAsync();
        var snapshot = scene.Snapshots()[0];
        var ours = await scene.RunAsync(["extract", snapshot, "--out", scene.InTemp("ours"), .. scene.KeyOptions]);
        Assert.Equal(0, ours.ExitCode);

        // The commands of the README inside the snapshot, for the second safe's key.
        var script = $"""
            set -e
            unzip -q "{snapshot}" -d snap
            openssl pkcs12 -in "{scene.Recovery.SecondKey}" -passin "file:{scene.Recovery.PasswordFile}" -nocerts -noenc -out key.pem
            mkdir theirs
            for s in snap/segments/*.cms; do openssl cms -decrypt -inform DER -in "$s" -inkey key.pem -out part || exit 1; cat part; done | tar xzf - -C theirs
            diff -r theirs "{scene.InTemp("ours")}"
            cd "{scene.Destination}" && sha256sum -c --quiet *.sha256
            """;
        var theirs = await StockTool.RunAsync("bash", ["-c", script], Directory.CreateDirectory(scene.InTemp("by-hand")).FullName);

        Assert.True(theirs.ExitCode == 0, theirs.Errors);
    }

    [Fact]
    public async Task Items_and_files_are_byte_for_byte_what_op_delivers()
    {
        using var scene = await Scene.SampleAsync();
        await scene.BackupAsync();
        await scene.RunAsync(["extract", scene.Snapshots()[0], "--out", scene.InTemp("out"), .. scene.KeyOptions]);

        var compared = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(scene.Account.Folder, "vaults"), "*", SearchOption.AllDirectories).Where(IsAttachment))
        {
            var (vault, item, id) = Parts(file);
            var extracted = Path.Combine(scene.InTemp("out"), "vaults", vault, "files", item, id);
            if (!Directory.Exists(extracted))
                continue; // a vault this token does not see
            Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(Assert.Single(Directory.EnumerateFiles(extracted))));
            compared++;
        }

        Assert.True(compared > 10);
        await CompareItemWithOpAsync(scene);

        static bool IsAttachment(string path) => path.Contains($"{Path.DirectorySeparatorChar}files{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_op_cannot_deliver_makes_the_run_incomplete_until_it_is_accepted()
    {
        using var scene = await Scene.SampleAsync();
        var environment = scene.Environment(scene.Account.FullToken);

        var plain = await ProcessRun.RunAsync(Executables.SpareKey, [.. scene.BackupOptions, "--json"], environment);
        var accepted = await ProcessRun.RunAsync(Executables.SpareKey, [.. scene.BackupOptions, "--json", "--accept-unreachable"], environment);

        Assert.Equal(3, plain.ExitCode);
        var unreachable = Json(plain).GetProperty("unreachable");
        Assert.Equal(1, unreachable.GetArrayLength());
        Assert.Equal("file", unreachable[0].GetProperty("kind").GetString());
        Assert.Equal(0, Json(plain).GetProperty("missing").GetArrayLength());
        Assert.Equal(0, accepted.ExitCode);
        Assert.Equal(1, Json(accepted).GetProperty("unreachable").GetArrayLength());
    }

    [Fact]
    public async Task Snapshots_form_a_chain()
    {
        using var scene = await Scene.SmallAsync();
        await scene.BackupAsync();
        await scene.BackupAsync();
        await scene.BackupAsync();

        var snapshots = scene.Snapshots();
        var headers = await Task.WhenAll(snapshots.Select(async snapshot => Json(await scene.RunAsync("show", snapshot, "--json"))));

        Assert.Equal(3, headers.Length);
        Assert.False(headers[0].TryGetProperty("previous", out _));
        Assert.Equal(headers[0].GetProperty("id").GetString(), headers[1].GetProperty("previous").GetString());
        Assert.Equal(headers[1].GetProperty("id").GetString(), headers[2].GetProperty("previous").GetString());
        Assert.Equal(0, (await scene.VerifyAllAsync()).ExitCode);
    }

    [Fact]
    public async Task A_quiet_run_starts_no_more_processes_than_it_promises()
    {
        using var scene = await Scene.SmallAsync(vaults: 7, items: 230, files: 11);

        var result = await scene.BackupJsonAsync();

        var most = 3 + (2 * 7) + 3 + 7 + 11;
        Assert.InRange(result.GetProperty("opCalls").GetInt32(), 1, most);
        Assert.Equal(result.GetProperty("opCalls").GetInt32(), (await File.ReadAllLinesAsync(scene.CallLog)).Length);
    }

    [Fact]
    public async Task The_public_header_names_nothing_secret()
    {
        using var scene = await Scene.SampleAsync();
        await scene.BackupAsync();
        var index = Json(await scene.RunAsync(["show", scene.Snapshots()[0], "--json", .. scene.KeyOptions]));
        var header = (await StockTool.RunAsync("unzip", ["-p", scene.Snapshots()[0], "snapshot.json", "README.txt"])).Output;

        var text = System.Text.Encoding.UTF8.GetString(header);
        foreach (var vault in index.GetProperty("vaults").EnumerateArray())
        {
            Assert.DoesNotContain($"\"{vault.GetProperty("name").GetString()}\"", text, StringComparison.Ordinal);
            foreach (var item in vault.GetProperty("items").EnumerateArray())
                Assert.DoesNotContain(item.GetProperty("title").GetString()!, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_fetched_and_leaves_nothing()
    {
        using var scene = await Scene.SampleAsync();

        var run = await scene.BackupAsync("--dry-run");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("nothing was fetched or written", run.Text, StringComparison.Ordinal);
        Assert.Contains("vaults      9", run.Text, StringComparison.Ordinal);
        Assert.Empty(scene.Snapshots());
        Assert.DoesNotContain("item get", await File.ReadAllTextAsync(scene.CallLog), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_vault_may_be_chosen_by_name()
    {
        using var scene = await Scene.SampleAsync();

        var result = await scene.BackupJsonAsync("--vault", "Marketing");
        var unknown = await scene.BackupAsync("--vault", "No such vault");

        Assert.Equal(1, result.GetProperty("vaults").GetInt32());
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("No such vault", unknown.Error, StringComparison.Ordinal);
    }

    private static JsonElement Json(ProcessRun run) => JsonDocument.Parse(run.Output).RootElement;

    private static (string Vault, string Item, string File) Parts(string path)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        return (parts[^4], parts[^2], parts[^1]);
    }

    private static async Task CompareItemWithOpAsync(Scene scene)
    {
        var extracted = Directory.EnumerateFiles(Path.Combine(scene.InTemp("out"), "vaults"), "*.json", SearchOption.AllDirectories)
            .Where(file => file.Contains("/items/", StringComparison.Ordinal))
            .Where(file => !File.ReadAllText(file).Contains("\"totp\"", StringComparison.Ordinal))
            .Take(12);
        foreach (var file in extracted)
        {
            var vault = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(file)))!;
            var op = await ProcessRun.RunAsync(
                Executables.OpSimulator,
                ["item", "get", Path.GetFileNameWithoutExtension(file), "--vault", vault, "--include-archive", "--format", "json"],
                scene.Environment());
            Assert.Equal(op.Output, await File.ReadAllBytesAsync(file));
        }
    }
}
