using System.Text.Json.Nodes;

namespace SpareKey.Cli.Tests;

public sealed class UnlockTests
{
    private const string OtherKey = "A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2G";

    [Fact]
    public async Task Vaults_and_items_come_out_masked_and_on_demand_whole()
    {
        using var scene = ModelScene.Synthetic();

        var masked = await scene.UnlockAsync("--items", scene["items.json"]);
        var maskedJson = await scene.UnlockAsync("--items", scene["items.json"], "--json");
        var revealed = await scene.UnlockAsync("--items", scene["items.json"], "--reveal", "--json");

        Assert.True(masked.ExitCode == 0, masked.Error + masked.Text);
        Assert.Contains("Shared", masked.Text, StringComparison.Ordinal);
        Assert.Contains("Login é", masked.Text, StringComparison.Ordinal);
        Assert.Contains("password: ***", masked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("p@ss", masked.Text + maskedJson.Text, StringComparison.Ordinal);
        Assert.Equal(3, ModelScene.Json(revealed).GetProperty("vaults").GetArrayLength());
        var expected = ModelScene.Own("synthetic-full-account.json")["itemsExpected"]!.AsArray();
        var items = ModelScene.Json(revealed).GetProperty("vaults").EnumerateArray().SelectMany(vault => vault.GetProperty("items").EnumerateArray()).ToDictionary(item => item.GetProperty("id").GetString()!);
        Assert.Equal(expected.Count, items.Count);
        foreach (var item in expected)
        {
            var opened = JsonNode.Parse(items[item!["uuid"]!.GetValue<string>()].GetRawText())!;
            if (item["documentAttributes"] is { } document)
            {
                Assert.True(JsonNode.DeepEquals(document, opened["details"]!["documentAttributes"]));
                continue;
            }

            Assert.True(JsonNode.DeepEquals(item["details"], opened["details"]));
            Assert.True(JsonNode.DeepEquals(item["overview"], opened["overview"]));
        }
    }

    [Fact]
    public async Task The_real_accounts_vault_name_comes_out()
    {
        var vector = ModelScene.Shared("real-account-edeckers.json");
        using var scene = new ModelScene { Email = vector["inputs"]!["email"]!.GetValue<string>() };
        scene.Write("keysets.json", new JsonArray(vector["wire"]!["keyset"]!.DeepClone()).ToJsonString());
        scene.Write("vaults.json", vector["wire"]!["vault"]!.ToJsonString());
        scene.Write("pw.txt", vector["inputs"]!["password"]!.GetValue<string>());
        scene.Write("sk.txt", vector["inputs"]!["secretKey"]!.GetValue<string>());

        var run = await scene.UnlockAsync("--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var vault = Assert.Single(ModelScene.Json(run).GetProperty("vaults").EnumerateArray());
        Assert.Equal("Personal", vault.GetProperty("name").GetString());
        Assert.Equal("P", vault.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Explain_shows_each_layer_and_no_secret()
    {
        using var scene = ModelScene.Synthetic();

        var text = await scene.UnlockAsync("--explain", "--items", scene["items.json"]);
        var layers = ModelScene.Json(await scene.UnlockAsync("--explain", "--json")).GetProperty("layers").EnumerateArray().ToArray();

        var derivation = ModelScene.Own("synthetic-full-account.json")["derivation"]!["auk"]!;
        Assert.Contains("iterations: 650000", text.Text, StringComparison.Ordinal);
        Assert.Contains("keyed with what the Secret Key", text.Text, StringComparison.Ordinal);
        var unlockKey = Convert.FromHexString(derivation["out_hex"]!.GetValue<string>());
        var fingerprint = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(unlockKey).AsSpan(0, 8));
        Assert.Contains(layers, layer => layer.GetProperty("fingerprint").GetString() == fingerprint && layer.GetProperty("outputLength").GetInt32() == 32);
        var stretched = Convert.FromHexString(derivation["pbkdf2_hex"]!.GetValue<string>());
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stretched).AsSpan(0, 8)), text.Text, StringComparison.Ordinal);
        foreach (var name in new[] { "out_hex", "pbkdf2_hex", "hkdf2_hex" })
            Assert.DoesNotContain(derivation[name]!.GetValue<string>(), text.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("HN7XYM", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whichever_secret_is_wrong_the_answer_is_the_same()
    {
        using var scene = ModelScene.Synthetic();
        var good = await File.ReadAllTextAsync(scene["pw.txt"], TestContext.Current.CancellationToken);
        scene.Write("pw.txt", "hunter2-hunter2");
        var wrongPassword = await scene.UnlockAsync();
        scene.Write("pw.txt", good);
        scene.Write("sk.txt", OtherKey);
        var wrongKey = await scene.UnlockAsync();
        scene.Write("sk.txt", ModelScene.Own("synthetic-full-account.json")["inputs"]!["secretKey"]!.GetValue<string>());
        scene.Email = "somebody@example.com";
        var wrongEmail = await scene.UnlockAsync();

        ModelScene.AssertError(wrongPassword, 8, "does not open with this password, Secret Key and e-mail address");
        Assert.Equal(wrongPassword.Error, wrongKey.Error);
        Assert.Equal(wrongPassword.Error, wrongEmail.Error);
        Assert.DoesNotContain("hunter2", wrongPassword.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_are_something_else_are_named()
    {
        using var scene = ModelScene.Synthetic();
        var good = await File.ReadAllBytesAsync(scene["keysets.json"], TestContext.Current.CancellationToken);

        File.Delete(scene["keysets.json"]);
        ModelScene.AssertError(await scene.UnlockAsync(), 2, "keysets.json does not exist");
        foreach (var content in new[] { "", "certainly not JSON", "{\"items\": []}", "[1]", "[", "{\"keysets\": 7}", "{\"keysets\": []}" })
        {
            scene.Write("keysets.json", content);
            ModelScene.AssertError(await scene.UnlockAsync(), 1, "keysets.json: ");
        }

        scene.Write("keysets.json", good[..(good.Length / 2)]);
        ModelScene.AssertError(await scene.UnlockAsync(), 1, "keysets.json: ");
        scene.Write("keysets.json", new string('[', 100_000));
        ModelScene.AssertError(await scene.UnlockAsync(), 1, "keysets.json: ");
        scene.Write("keysets.json", good);
        ModelScene.AssertError(await scene.UnlockAsync("--items", scene["pw.txt"]), 1, "pw.txt: ");
    }

    [Fact]
    public async Task A_file_larger_than_any_account_is_refused_before_it_is_read()
    {
        using var scene = ModelScene.Synthetic();
        await using (var file = new FileStream(scene["vaults.json"], FileMode.Create))
            file.SetLength(300L * 1024 * 1024);

        ModelScene.AssertError(await scene.UnlockAsync(), 2, "vaults.json is larger than");
    }

    [Fact]
    public async Task An_item_that_does_not_open_is_named_and_makes_the_run_incomplete()
    {
        using var scene = ModelScene.Synthetic();
        var items = ModelScene.Own("synthetic-full-account.json")["items"]!.AsArray();
        var item = items[0]!["item"]!.AsObject();
        item["encDetails"]!["data"] = "AAAA" + item["encDetails"]!["data"]!.GetValue<string>()[4..];

        var run = await scene.UnlockAsync("--items", scene.Write("damaged.json", items.ToJsonString()));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"NOT OPENED: item {item["uuid"]!.GetValue<string>()}", run.Text, StringComparison.Ordinal);
        Assert.Contains("2 items", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_missing_secrets_are_errors_and_not_prompts()
    {
        using var scene = ModelScene.Synthetic();
        string[] files = ["unlock", "--keysets", scene["keysets.json"], "--vaults", scene["vaults.json"], "--email", scene.Email];

        ModelScene.AssertError(await scene.RunAsync([.. files, "--secret-key-file", scene["sk.txt"]]), 2, "no password given");
        ModelScene.AssertError(await scene.RunAsync([.. files, "--password-file", scene["pw.txt"]]), 2, "no Secret Key given");
        ModelScene.AssertError(await scene.RunAsync([.. files, OtherKey]), 2, "a secret was given on the command line");
        ModelScene.AssertError(await scene.RunAsync("unlock", "--keysets", scene["keysets.json"]), 2, "--vaults");
        scene.Email = " ";
        ModelScene.AssertError(await scene.UnlockAsync(), 2, "--email");
    }

    [Fact]
    public async Task The_password_may_come_from_standard_input()
    {
        using var scene = ModelScene.Synthetic();
        var password = await File.ReadAllTextAsync(scene["pw.txt"], TestContext.Current.CancellationToken);

        var run = await ModelScene.RunAsync(
            ["unlock", "--keysets", scene["keysets.json"], "--vaults", scene["vaults.json"], "--email", scene.Email, "--password-stdin", "--secret-key-file", scene["sk.txt"]], password);

        Assert.True(run.ExitCode == 0, run.Error);
    }
}
