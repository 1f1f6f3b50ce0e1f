using System.Collections.Concurrent;
using SpareKey.Campaigns.Stage;
using SpareKey.TestKit;
using SpareKey.TestKit.Campaigns;

namespace SpareKey.Campaigns.Death;

/// <summary>The stages, the length of a run without a murderer, and the table.</summary>
public sealed class DeathCampaign : IAsyncLifetime
{
    private readonly CampaignTable _table = new("death", "Death");
    private readonly ConcurrentBag<double> _orphans = [];
    private int _hits;

    /// <summary>A small account with planted secrets.</summary>
    internal CampaignStage Small { get; private set; } = null!;

    /// <summary>Files of several segments: many boundaries to die at.</summary>
    internal CampaignStage Large { get; private set; } = null!;

    /// <summary>How long a run takes here and now.</summary>
    internal RunLength Length { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Small = await CampaignStage.BuildAsync();
        Large = await CampaignStage.BuildAsync(folder => SimulatedAccount.GenerateAsync(folder, vaults: 1, items: 3, files: 3, fileSize: 3_000_000));
        var started = TimeProvider.System.GetTimestamp();
        foreach (var run in await Task.WhenAll(Enumerable.Range(0, DelayTests.Lanes).Select(_ => Small.NewScene().BackupAsync())))
            run.Expect(0);
        Length = new RunLength(TimeProvider.System.GetElapsedTime(started));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var scene in Small.Scenes.Concat(Large.Scenes))
            _table.Searched(await scene.ScanAsync());
        _table.Conclude(
            $"{_hits} of the runs were alive when the signal came; an undisturbed run took, beside two others, about {Length.Estimate.TotalSeconds:0.00} seconds",
            $"children of a killed run were gone after {(_orphans.IsEmpty ? 0 : _orphans.Max()):0.00} seconds at the latest");
        Small.Dispose();
        Large.Dispose();
        Assert.Empty(_table.Findings);
    }

    internal void Note(CampaignLine line, bool hit, double? orphans)
    {
        _table.Add(line);
        if (hit)
            Interlocked.Increment(ref _hits);
        if (orphans is { } seconds)
            _orphans.Add(seconds);
    }
}
