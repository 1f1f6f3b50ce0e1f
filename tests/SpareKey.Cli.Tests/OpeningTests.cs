using System.Text.Json;
using SpareKey.TestKit;

namespace SpareKey.Cli.Tests;

/// <summary>show, list, verify and extract, as somebody with a snapshot and a key file meets them.</summary>
public sealed class OpeningTests
{
    [Fact]
    public async Task One_item_comes_out_masked_and_on_demand_as_it_was_captured()
    {
        using var scene = await Scene.SampleAsync();
        await scene.BackupAsync();
        var snapshot = scene.Snapshots()[0];
        var item = await LoginWithPasswordAsync(scene, snapshot);

        var masked = await scene.RunAsync(["show", snapshot, "--item", item.Id, .. scene.KeyOptions]);
        var maskedJson = await scene.RunAsync(["show", snapshot, "--item", item.Id, "--json", .. scene.KeyOptions]);
        var revealed = await scene.RunAsync(["show", snapshot, "--item", item.Id, "--json", "--reveal", .. scene.KeyOptions]);

        Assert.Equal(0, masked.ExitCode);
        Assert.Contains("password: ***", masked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(item.Password, masked.Text + maskedJson.Text, StringComparison.Ordinal);
        Assert.Equal("***", PasswordOf(maskedJson));
        Assert.Equal(item.Password, PasswordOf(revealed));
    }

    [Fact]
    public async Task A_wrong_password_and_a_strange_key_have_their_own_exit_code()
    {
        using var scene = await Scene.SmallAsync();
        await scene.BackupAsync("--recipient", scene.Recovery.Certificate);
        await File.WriteAllTextAsync(scene.InTemp("wrong.txt"), "not the passphrase\n");
        await StockTool.RunAsync("bash", ["-c", "openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -subj /CN=stranger && openssl pkcs12 -export -inkey k.pem -in c.pem -passout pass:x -out stranger.pfx && echo x > x.txt"], scene.InTemp(""));

        var wrong = await scene.RunAsync("show", scene.Snapshots()[0], "--key", scene.Recovery.Key, "--password-file", scene.InTemp("wrong.txt"));
        var stranger = await scene.RunAsync("show", scene.Snapshots()[0], "--key", scene.InTemp("stranger.pfx"), "--password-file", scene.InTemp("x.txt"));

        Assert.Equal(8, wrong.ExitCode);
        Assert.Contains("does not open with this password", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(8, stranger.ExitCode);
    }

    [Fact]
    public async Task A_snapshot_that_was_copied_without_its_sidecar_is_whole()
    {
        using var scene = await Scene.SmallAsync();
        await scene.BackupAsync();
        var copy = Path.Combine(Directory.CreateDirectory(scene.InTemp("usb stick")).FullName, Path.GetFileName(scene.Snapshots()[0]));
        File.Copy(scene.Snapshots()[0], copy);

        var one = await scene.RunAsync(["verify", copy, "--state-dir", scene.State, .. scene.KeyOptions]);
        var all = await scene.RunAsync("verify", "--destination", Path.GetDirectoryName(copy)!, "--state-dir", scene.State);
        File.WriteAllBytes(copy + ".sha256", []);
        var empty = await scene.RunAsync("verify", copy, "--state-dir", scene.State);

        Assert.Equal((0, 0, 6), (one.ExitCode, all.ExitCode, empty.ExitCode));
        Assert.Contains("no sidecar was given", one.Text, StringComparison.Ordinal);
        Assert.Contains("sidecar", empty.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_makes_a_private_folder_and_never_fills_one_that_holds_something()
    {
        using var scene = await Scene.SmallAsync();
        await scene.BackupAsync();
        Directory.CreateDirectory(scene.InTemp("full"));
        await File.WriteAllTextAsync(scene.InTemp("full/x"), "");

        var first = await scene.RunAsync(["extract", scene.Snapshots()[0], "--out", scene.InTemp("out"), .. scene.KeyOptions]);
        var second = await scene.RunAsync(["extract", scene.Snapshots()[0], "--out", scene.InTemp("full"), .. scene.KeyOptions]);

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("shred", first.Text, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(scene.InTemp("out")));
        Assert.All(Directory.EnumerateFiles(scene.InTemp("out"), "*", SearchOption.AllDirectories), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(2, second.ExitCode);
        Assert.Equal([scene.InTemp("full/x")], Directory.EnumerateFileSystemEntries(scene.InTemp("full")));
    }

    [Fact]
    public async Task Extract_takes_single_vaults_and_items()
    {
        using var scene = await Scene.SampleAsync();
        await scene.BackupAsync();
        var snapshot = scene.Snapshots()[0];

        var vault = await scene.RunAsync(["extract", snapshot, "--out", scene.InTemp("vault"), "--vault", "Marketing", .. scene.KeyOptions]);
        var unknown = await scene.RunAsync(["extract", snapshot, "--out", scene.InTemp("none"), "--item", "no such item", .. scene.KeyOptions]);

        Assert.Equal(0, vault.ExitCode);
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(scene.InTemp("vault"), "vaults")));
        Assert.Equal(1, unknown.ExitCode);
        Assert.False(Directory.Exists(scene.InTemp("none")));
    }

    [Fact]
    public async Task A_flipped_byte_is_found_and_named_and_nothing_is_extracted_as_whole()
    {
        using var scene = await Scene.SmallAsync(items: 40, files: 3, fileSize: 50_000);
        await scene.BackupAsync();
        var snapshot = scene.Snapshots()[0];
        var bytes = await File.ReadAllBytesAsync(snapshot);
        bytes[bytes.Length / 3] ^= 1;
        await File.WriteAllBytesAsync(snapshot, bytes);

        var plain = await scene.VerifyAllAsync();
        var keyed = await scene.VerifyAllAsync(scene.KeyOptions);
        var extract = await scene.RunAsync(["extract", snapshot, "--out", scene.InTemp("out"), .. scene.KeyOptions]);

        Assert.Equal(6, plain.ExitCode);
        Assert.Contains("segments/000001.cms", plain.Text, StringComparison.Ordinal);
        Assert.Equal(6, keyed.ExitCode);
        Assert.Equal(6, extract.ExitCode);
        Assert.False(Directory.Exists(scene.InTemp("out")) && Directory.EnumerateFiles(scene.InTemp("out"), "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task A_snapshot_that_was_taken_away_is_missed()
    {
        using var scene = await Scene.SmallAsync();
        for (var i = 0; i < 3; i++)
            await scene.BackupAsync();
        foreach (var file in Directory.EnumerateFiles(scene.Destination, Path.GetFileName(scene.Snapshots()[1]) + "*"))
            File.Delete(file);
        var middle = await scene.VerifyAllAsync();
        foreach (var file in Directory.EnumerateFiles(scene.Destination, Path.GetFileName(scene.Snapshots()[1]) + "*"))
            File.Delete(file);
        var last = await scene.VerifyAllAsync();

        Assert.Equal(6, middle.ExitCode);
        Assert.Contains("one is missing", middle.Text, StringComparison.Ordinal);
        Assert.Equal(6, last.ExitCode);
        Assert.Contains("newest snapshot this machine wrote", last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_cannot_steer_the_readers_terminal()
    {
        using var scene = await Scene.SmallAsync(vaults: 1, items: 1, files: 0);
        var item = Directory.EnumerateFiles(Path.Combine(scene.Account.Folder, "vaults"), "*.json", SearchOption.AllDirectories).Single(file => file.Contains("/items/", StringComparison.Ordinal));
        var json = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(item))!;
        json["title"] = "evil\u001b[2Jtitle\u202Egnp.exe";
        await File.WriteAllTextAsync(item, json.ToJsonString());
        await scene.BackupAsync();

        var shown = await scene.RunAsync(["show", scene.Snapshots()[0], .. scene.KeyOptions]);

        Assert.DoesNotContain('\u001b', shown.Text);
        Assert.DoesNotContain('\u202E', shown.Text);
        Assert.Contains("\\u{1b}[2Jtitle", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_shows_damage_and_says_so()
    {
        using var scene = await Scene.SmallAsync();
        await scene.BackupAsync();
        var whole = await scene.RunAsync("list", "--destination", scene.Destination);
        await using (var file = new FileStream(scene.Snapshots()[0], FileMode.Open))
            file.SetLength(file.Length / 2);
        var cut = await scene.RunAsync("list", "--destination", scene.Destination);

        Assert.Equal(0, whole.ExitCode);
        Assert.Contains("complete", whole.Text, StringComparison.Ordinal);
        Assert.Equal(6, cut.ExitCode);
        Assert.Contains("DAMAGED", cut.Text, StringComparison.Ordinal);
    }

    private static async Task<(string Id, string Password)> LoginWithPasswordAsync(Scene scene, string snapshot)
    {
        await scene.RunAsync(["extract", snapshot, "--out", scene.InTemp("all"), .. scene.KeyOptions]);
        foreach (var file in Directory.EnumerateFiles(scene.InTemp("all"), "*.json", SearchOption.AllDirectories).Where(file => file.Contains("/items/", StringComparison.Ordinal)))
        {
            var item = JsonDocument.Parse(await File.ReadAllBytesAsync(file)).RootElement;
            if (item.GetProperty("category").GetString() == "LOGIN" && Field(item) is { } password && password.TryGetProperty("value", out var value) && value.GetString()!.Length > 8)
                return (item.GetProperty("id").GetString()!, value.GetString()!);
        }

        throw new InvalidOperationException("the sample organisation has no login with a password");
    }

    private static string? PasswordOf(ProcessRun run) => Field(JsonDocument.Parse(run.Output).RootElement)?.GetProperty("value").GetString();

    private static JsonElement? Field(JsonElement item)
    {
        foreach (var field in item.GetProperty("fields").EnumerateArray())
        {
            if (field.TryGetProperty("purpose", out var purpose) && purpose.GetString() == "PASSWORD")
                return field;
        }

        return null;
    }
}
