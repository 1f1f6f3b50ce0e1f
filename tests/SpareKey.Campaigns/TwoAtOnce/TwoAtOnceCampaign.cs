using SpareKey.Campaigns.Stage;
using SpareKey.TestKit.Campaigns;

namespace SpareKey.Campaigns.TwoAtOnce;

/// <summary>The stage and the table.</summary>
public sealed class TwoAtOnceCampaign : IAsyncLifetime
{
    private readonly CampaignTable _table = new("two-at-once", "Two at once");

    internal CampaignStage Stage { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Stage = await CampaignStage.BuildAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var scene in Stage.Scenes)
            _table.Searched(await scene.ScanAsync());
        Stage.Dispose();
        Assert.Empty(_table.Findings);
    }

    /// <summary>Plays, notes what was seen, and fails on any deviation.</summary>
    internal async Task PlayAsync(string injected, string expected, Func<CampaignScene, Task<(string Seen, IReadOnlyList<string> Deviations)>> play)
    {
        using var scene = Stage.NewScene();
        var started = TimeProvider.System.GetTimestamp();
        var (seen, deviations) = await play(scene);
        _table.Add(new CampaignLine(injected, expected, deviations.Count == 0 ? seen : $"{seen}; {string.Join("; ", deviations)}", TimeProvider.System.GetElapsedTime(started).TotalSeconds, deviations.Count == 0));
        Deviations.MustBeNone(deviations);
    }
}
