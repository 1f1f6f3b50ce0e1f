using System.Collections.Concurrent;
using SpareKey.Campaigns.Stage;
using SpareKey.TestKit.Canaries;

namespace SpareKey.Campaigns.TwoAtOnce;

/// <summary>The stage and the table.</summary>
public sealed class TwoAtOnceCampaign : IAsyncLifetime
{
    private readonly ConcurrentQueue<CampaignLine> _lines = new();

    internal CampaignStage Stage { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Stage = await CampaignStage.BuildAsync();

    public async ValueTask DisposeAsync()
    {
        var (files, findings) = (0, new List<CanaryFinding>());
        foreach (var scene in Stage.Scenes)
        {
            var report = await scene.ScanAsync();
            files += report.Files;
            findings.AddRange(report.Findings);
        }

        CampaignTable.Write("two-at-once", "Two at once", [.. _lines], $"{files} files searched for planted secrets, {findings.Count} found");
        Stage.Dispose();
        Assert.Empty(findings);
    }

    /// <summary>Plays, notes what was seen, and fails on any deviation.</summary>
    internal async Task PlayAsync(string injected, string expected, Func<CampaignScene, Task<(string Seen, IReadOnlyList<string> Deviations)>> play)
    {
        using var scene = Stage.NewScene();
        var started = TimeProvider.System.GetTimestamp();
        var (seen, deviations) = await play(scene);
        _lines.Enqueue(new CampaignLine(injected, expected, deviations.Count == 0 ? seen : $"{seen}; {string.Join("; ", deviations)}", TimeProvider.System.GetElapsedTime(started).TotalSeconds, deviations.Count == 0));
        Deviations.MustBeNone(deviations);
    }
}
