using System.Collections.Concurrent;
using SpareKey.Campaigns.Stage;
using SpareKey.TestKit.Campaigns;

namespace SpareKey.Campaigns.OpFaults;

/// <summary>Plays the whole table once, several cases at a time (most of what a fault costs is waiting), and writes it down.</summary>
public sealed class FaultCampaign : IAsyncLifetime
{
    private const int AtATime = 8;

    private readonly ConcurrentDictionary<string, FaultOutcome> _outcomes = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, FaultOutcome> Outcomes => _outcomes;

    internal CampaignTable Table { get; } = new("op-faults", "Faults of op");

    public async ValueTask InitializeAsync()
    {
        using var stage = await CampaignStage.BuildAsync();
        var wanted = Environment.GetEnvironmentVariable("SPAREKEY_CAMPAIGN_ONLY") ?? "";
        var cases = FaultCase.All.Where(one => one.Name.Contains(wanted, StringComparison.Ordinal)).ToArray();
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (one, _) =>
        {
            var outcome = await TryAsync(stage, one);
            _outcomes[one.Name] = outcome;
            Table.Add(new CampaignLine(one.Name, one.Expected.ToString(), Seen(outcome), outcome.Seconds, outcome.Deviations.Count == 0));
        });
        foreach (var scene in stage.Scenes)
            Table.Searched(await scene.ScanAsync());
        Conclude();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<FaultOutcome> TryAsync(CampaignStage stage, FaultCase one)
    {
        try
        {
            return await new FaultTrial(stage, one).RunAsync();
        }
        catch (Exception failure)
        {
            return new FaultOutcome(failure.GetType().Name, 0, [failure.Message]);
        }
    }

    private void Conclude()
    {
        var switches = FaultTable.Rows.SelectMany(row => row.Faults).Select(fault => fault.Name).Distinct(StringComparer.Ordinal).Count();
        var falseSuccesses = _outcomes.Values.Count(outcome => outcome.Deviations.Count > 0 && outcome.Seen.StartsWith("exit 0", StringComparison.Ordinal));
        Table.Conclude(
            $"{switches} switches of the simulator in {FaultTable.Rows.Count} lines, each against backup, backup --dry-run and doctor; {AtATime} cases at a time",
            $"false successes: {falseSuccesses}");
    }

    private static string Seen(FaultOutcome outcome) => outcome.Deviations.Count == 0 ? outcome.Seen : $"{outcome.Seen}; {string.Join("; ", outcome.Deviations)}";
}
