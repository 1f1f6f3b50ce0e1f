using System.Collections.Concurrent;
using SpareKey.Campaigns.Stage;
using SpareKey.TestKit.Canaries;

namespace SpareKey.Campaigns.OpFaults;

/// <summary>Plays the whole table once, several cases at a time (most of what a fault costs is waiting), and writes it down.</summary>
public sealed class FaultCampaign : IAsyncLifetime
{
    private const int AtATime = 8;

    private readonly ConcurrentDictionary<string, FaultOutcome> _outcomes = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, FaultOutcome> Outcomes => _outcomes;

    internal IReadOnlyList<CanaryFinding> Findings { get; private set; } = [];

    internal int FilesSearched { get; private set; }

    public async ValueTask InitializeAsync()
    {
        using var stage = await CampaignStage.BuildAsync();
        var findings = new ConcurrentBag<CanaryFinding>();
        var files = 0;
        var wanted = Environment.GetEnvironmentVariable("SPAREKEY_CAMPAIGN_ONLY") ?? "";
        var cases = FaultCase.All.Where(one => one.Name.Contains(wanted, StringComparison.Ordinal)).ToArray();
        var started = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (one, _) =>
        {
            _outcomes[one.Name] = await TryAsync(stage, one);
        });
        var elapsed = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        foreach (var scene in stage.Scenes)
        {
            var report = await scene.ScanAsync();
            files += report.Files;
            foreach (var finding in report.Findings)
                findings.Add(finding);
        }

        (Findings, FilesSearched) = ([.. findings], files);
        Write(cases, elapsed);
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

    private void Write(FaultCase[] cases, double elapsed)
    {
        var lines = cases.Select(one => new CampaignLine(
            one.Name, one.Expected.ToString(), Seen(_outcomes[one.Name]), _outcomes[one.Name].Seconds, _outcomes[one.Name].Deviations.Count == 0)).ToArray();
        var switches = FaultTable.Rows.SelectMany(row => row.Faults).Select(fault => fault.Name).Distinct(StringComparer.Ordinal).Count();
        CampaignTable.Write("op-faults", "Faults of op", lines, [
            $"{switches} switches of the simulator in {FaultTable.Rows.Count} lines, each against backup, backup --dry-run and doctor",
            $"false successes: {lines.Count(line => !line.Good && line.Seen.StartsWith("exit 0", StringComparison.Ordinal))}",
            $"{elapsed:0} seconds on the clock, {AtATime} cases at a time",
            $"{FilesSearched} files searched for planted secrets, {Findings.Count} found",
        ]);
    }

    private static string Seen(FaultOutcome outcome) => outcome.Deviations.Count == 0 ? outcome.Seen : $"{outcome.Seen}; {string.Join("; ", outcome.Deviations)}";
}
