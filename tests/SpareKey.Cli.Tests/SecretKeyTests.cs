using SpareKey.TestKit;

namespace SpareKey.Cli.Tests;

public sealed class SecretKeyTests
{
    private const string Key = "A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F";
    private const string Masked = "A3-G9KCAB-••••••-•••••-•••••-•••••-•••••";

    [Fact]
    public async Task A_new_key_is_printed_once_with_a_warning_and_passes_the_check()
    {
        var first = await ModelScene.RunAsync(["secret-key", "new"], "");
        var second = await ModelScene.RunAsync(["secret-key", "new"], "");
        var check = await ModelScene.RunAsync(["secret-key", "check"], first.Text);

        Assert.Equal(0, first.ExitCode);
        Assert.Matches("^A3(-[2-9A-HJ-NP-TV-Z]{6}){2}(-[2-9A-HJ-NP-TV-Z]{5}){4}\n$", first.Text);
        Assert.Contains("sparekey: warning: ", first.Error, StringComparison.Ordinal);
        Assert.NotEqual(first.Text, second.Text);
        Assert.Equal(0, check.ExitCode);
        Assert.DoesNotContain(first.Text.Trim()[10..], check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_successor_keeps_the_account_id()
    {
        using var folder = new TempFolder();
        var file = await folder.WriteAsync("sk.txt", System.Text.Encoding.UTF8.GetBytes(Key));

        var run = await ModelScene.RunAsync(["secret-key", "new", "--replace-file", file], "");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("A3-G9KCAB-", run.Text, StringComparison.Ordinal);
        Assert.NotEqual(Key, run.Text.Trim());
    }

    [Theory]
    [InlineData(Key)]
    [InlineData("a3g9kcabhn7xymknwj2dgclng3g4g5ss2f\r\n")]
    [InlineData("Secret Key: " + Key)]
    public async Task Any_spelling_is_masked_and_checked(string spelling)
    {
        using var folder = new TempFolder();
        var file = await folder.WriteAsync("sk.txt", System.Text.Encoding.UTF8.GetBytes(spelling));

        var mask = await ModelScene.RunAsync(["secret-key", "mask", "--secret-key-file", file], "");
        var check = await ModelScene.RunAsync(["secret-key", "check", "--json"], spelling);

        Assert.Equal(Masked + "\n", mask.Text);
        Assert.Equal("G9KCAB", ModelScene.Json(check).GetProperty("accountId").GetString());
        Assert.Equal("A3", ModelScene.Json(check).GetProperty("version").GetString());
    }

    [Theory]
    [InlineData("A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2", 1, "33 were found")]
    [InlineData("A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SSO2", 1, "look at character 39")]
    [InlineData("A5-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F", 1, "begin with A3")]
    [InlineData("", 2, "standard input is empty")]
    public async Task What_is_wrong_is_told_with_its_place_and_without_the_key(string text, int exitCode, string fragment)
    {
        foreach (var verb in new[] { "check", "mask" })
        {
            var run = await ModelScene.RunAsync(["secret-key", verb], text);

            ModelScene.AssertError(run, exitCode, fragment);
            Assert.DoesNotContain("HN7XYM", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_on_the_command_line_is_refused_and_not_quoted()
    {
        var run = await ModelScene.RunAsync(["secret-key", "check", Key], "");

        ModelScene.AssertError(run, 2, "a secret was given on the command line");
        Assert.Contains("sparekey secret-key check --help", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("HN7XYM", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_hold_a_key_is_named()
    {
        using var folder = new TempFolder();
        var huge = await folder.WriteAsync("huge.txt", new byte[100_000]);
        var binary = await folder.WriteAsync("binary.txt", new byte[] { 0xFF, 0xFE, 0xFF });

        ModelScene.AssertError(await ModelScene.RunAsync(["secret-key", "check", "--secret-key-file", folder.File("none.txt")], ""), 2, "none.txt does not exist");
        ModelScene.AssertError(await ModelScene.RunAsync(["secret-key", "check", "--secret-key-file", huge], ""), 2, "longer than 1024 bytes");
        ModelScene.AssertError(await ModelScene.RunAsync(["secret-key", "check", "--secret-key-file", binary], ""), 2, "not UTF-8");
    }
}
