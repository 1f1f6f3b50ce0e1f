using SpareKey.TestKit;

namespace SpareKey.Cli.Tests;

/// <summary>Secrets typed at a terminal: asked for, never shown, and a way out at any moment.</summary>
public sealed class TerminalTests
{
    private const string CtrlC = "\u0003";
    private const string CtrlD = "\u0004";
    private const string CtrlU = "\u0015";

    [Fact]
    public async Task A_typed_password_opens_a_snapshot_and_is_not_shown()
    {
        using var scene = await Scene.SmallAsync();
        await scene.BackupAsync();
        var password = await FirstLineAsync(scene.Recovery.PasswordFile);

        var (exitCode, screen) = await TypedAnswers.RunAsync(
            ["show", scene.Snapshots()[0], "--key", scene.Recovery.Key], ("password of recovery.pfx: ", $"mistyped{CtrlU}{password}x\u007f\r"));

        Assert.Equal(0, exitCode);
        Assert.Contains("state       complete", screen, StringComparison.Ordinal);
        Assert.DoesNotContain(password, screen, StringComparison.Ordinal);
        Assert.DoesNotContain("mistyped", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CtrlC, 130, "interrupted")]
    [InlineData(CtrlD, 2, "nothing was typed")]
    [InlineData("not it\r", 8, "does not open with this password")]
    public async Task Other_answers_end_it_with_a_reason(string keys, int expected, string words)
    {
        using var scene = await Scene.SmallAsync();
        await scene.BackupAsync();

        var (exitCode, screen) = await TypedAnswers.RunAsync(["show", scene.Snapshots()[0], "--key", scene.Recovery.Key], ("password of recovery.pfx: ", keys));

        Assert.Equal(expected, exitCode);
        Assert.Contains(words, screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_that_is_a_terminal_is_asked_without_echo()
    {
        var (exitCode, screen) = await TypedAnswers.RunAsync(["token", "inspect", "--token-stdin"], ("token: ", "ops_typed\r"));

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("ops_typed", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_password_and_Secret_Key_can_be_typed()
    {
        using var scene = ModelScene.Synthetic();

        var (exitCode, screen) = await TypedAnswers.RunAsync(
            ["unlock", "--keysets", scene["keysets.json"], "--vaults", scene["vaults.json"], "--email", scene.Email],
            ("Secret Key: ", await FirstLineAsync(scene["sk.txt"]) + "\r"),
            ("account password: ", await FirstLineAsync(scene["pw.txt"]) + "\r"));

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(await FirstLineAsync(scene["pw.txt"]), screen, StringComparison.Ordinal);
        Assert.DoesNotContain(await FirstLineAsync(scene["sk.txt"]), screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pässword 🔑 of the key", "pässword 🔑 of the key", 0)]
    [InlineData("fourteen letters", "fourteen lettres", 2)]
    public async Task A_new_keys_password_is_asked_for_twice(string first, string second, int expected)
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp.File("password"), first);

        var (exitCode, screen) = await TypedAnswers.RunAsync(
            ["cert", "new", "--out", temp.File("safe")], ("password for the new key: ", first + "\r"), ("the same again: ", second + "\r"));

        Assert.Equal(expected, exitCode);
        Assert.Equal(expected == 0, File.Exists(temp.File("safe/recovery.pfx")));
        if (expected != 0)
            Assert.Contains("the two passwords differ", screen, StringComparison.Ordinal);
        else
            Assert.Equal(0, (await StockTool.RunAsync("openssl", ["pkcs12", "-in", temp.File("safe/recovery.pfx"), "-noout", "-passin", $"file:{temp.File("password")}"])).ExitCode);
    }

    private static async Task<string> FirstLineAsync(string file) => (await File.ReadAllLinesAsync(file))[0];
}
