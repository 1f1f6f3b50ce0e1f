using SpareKey.TestKit;

namespace SpareKey.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => ["cert new", "backup", "list", "show", "verify", "extract", "doctor", "unlock", "secret-key new", "secret-key check", "secret-key mask", "token inspect", "open-export", "demo"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_explains_itself_with_an_example_and_its_exit_codes(string verb)
    {
        var run = await ProcessRun.RunAsync(Executables.SpareKey, [.. verb.Split(' '), "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Example:", run.Text, StringComparison.Ordinal);
        Assert.Contains($"sparekey {verb}", run.Text, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", run.Text, StringComparison.Ordinal);
        Assert.Contains("  0  done", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manual_lists_every_option_of_every_verb()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "manual", "verbs.md"));

        foreach (var verb in Verbs)
        {
            var help = (await ProcessRun.RunAsync(Executables.SpareKey, [.. verb.Data.Split(' '), "--help"])).Text;
            Assert.Contains($"## sparekey {verb.Data}\n\n```\n{help.Trim()}\n```\n", page, StringComparison.Ordinal);
        }
    }
}
