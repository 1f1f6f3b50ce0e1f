using System.Text.RegularExpressions;

namespace SpareKey.OpSimulator.Tests;

/// <summary>What docs/manual/simulator.md says of the switches is true.</summary>
public sealed partial class ManualTests : IDisposable
{
    private readonly OpBench _bench = new();
    private readonly string _manual = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "simulator.md"));

    [Fact]
    public void The_manual_names_every_switch_and_no_other()
    {
        var listed = _bench.Run("simulator", "faults").Ok().Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]).Order();
        var part = _manual[_manual.IndexOf("- **refusals**", StringComparison.Ordinal).._manual.IndexOf("A rule with an unknown fault", StringComparison.Ordinal)];
        var named = Code().Matches(part).Select(m => m.Groups[1].Value).Except(["after: true", "parallel_only"]).Order();
        Assert.Equal(listed, named);
    }

    [Fact]
    public void The_rules_of_the_example_are_accepted()
    {
        _bench.Faults(_manual[(_manual.IndexOf("```json", StringComparison.Ordinal) + 7).._manual.LastIndexOf("```", StringComparison.Ordinal)]);
        _bench.Run("vault", "get", OpBench.VaultA).Ok();
    }

    [Theory]
    [InlineData(70, "inject")]
    [InlineData(70, "item", "create", "--category", "ssh key", "--ssh-generate-key", "--vault", OpBench.VaultA)]
    [InlineData(70, "vault", "list", "--encoding", "gbk")]
    [InlineData(1, "vault", "user", "grant")]
    public void What_is_not_simulated_is_refused(int exit, params string[] argv) => Assert.Equal(exit, _bench.Run(argv).Exit);

    [GeneratedRegex("`([a-z][a-z0-9_: -]+)`")]
    private static partial Regex Code();

    public void Dispose() => _bench.Dispose();
}
