namespace SpareKey.Cli.Tests;

public sealed class TokenTests
{
    [Fact]
    public async Task A_token_from_each_source_is_told_without_its_secrets()
    {
        var sample = ModelScene.Own("service-account-token.json")["samples"]![0]!;
        var token = sample["token_compact_encoding"]!.GetValue<string>();
        using var scene = new ModelScene();

        var fromEnvironment = await ModelScene.RunAsync(["token", "inspect"], "", token);
        var fromFile = await scene.RunAsync("token", "inspect", "--token-file", scene.Write("token.txt", token + "\n"));
        var fromInput = await ModelScene.RunAsync(["token", "inspect", "--token-stdin"], token);
        var json = ModelScene.Json(await ModelScene.RunAsync(["token", "inspect", "--json"], "", token));

        Assert.True(fromEnvironment.ExitCode == 0, fromEnvironment.Error);
        Assert.Contains("A3-G9KCAB-••••••", fromEnvironment.Text, StringComparison.Ordinal);
        Assert.Contains("650000", fromEnvironment.Text, StringComparison.Ordinal);
        Assert.Equal(fromEnvironment.Text, fromFile.Text);
        Assert.Equal(fromEnvironment.Text, fromInput.Text);
        Assert.True(json.GetProperty("values").GetArrayLength() > 5);
        var content = sample["json"]!;
        foreach (var secret in new[] { content["srpX"]!.GetValue<string>(), content["muk"]!["k"]!.GetValue<string>(), "HN7XYM", content["throttleSecret"]!["seed"]!.GetValue<string>() })
            Assert.DoesNotContain(secret, fromEnvironment.Text + json.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_no_token_is_refused_and_not_quoted()
    {
        foreach (var invalid in ModelScene.Own("service-account-token.json")["invalid"]!.AsArray())
        {
            var run = await ModelScene.RunAsync(["token", "inspect", "--token-stdin"], invalid!.GetValue<string>() + "\n");

            Assert.InRange(run.ExitCode, 1, 2);
            ModelScene.AssertError(run, run.ExitCode, "standard input");
        }

        var hunter = await ModelScene.RunAsync(["token", "inspect"], "", "ops_hunter2-hunter2");
        ModelScene.AssertError(hunter, 1, "OP_SERVICE_ACCOUNT_TOKEN");
        Assert.DoesNotContain("hunter2", hunter.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_or_with_two_sources_or_in_argv_it_is_a_usage_error()
    {
        ModelScene.AssertError(await ModelScene.RunAsync(["token", "inspect"], ""), 2, "no token given");
        ModelScene.AssertError(await ModelScene.RunAsync(["token", "inspect", "--token-file", "/nowhere/token"], ""), 2, "/nowhere/token does not exist");
        ModelScene.AssertError(await ModelScene.RunAsync(["token", "inspect", "--token-file", "x", "--token-stdin"], ""), 2, "exclude each other");
        var run = await ModelScene.RunAsync(["token", "inspect", "ops_hunter2-hunter2"], "");
        ModelScene.AssertError(run, 2, "a secret was given on the command line");
        Assert.DoesNotContain("hunter2", run.Error, StringComparison.Ordinal);
    }
}
