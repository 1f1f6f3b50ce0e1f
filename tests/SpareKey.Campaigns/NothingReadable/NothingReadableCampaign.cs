using SpareKey.Campaigns.Stage;
using SpareKey.TestKit.Campaigns;

namespace SpareKey.Campaigns.NothingReadable;

/// <summary>The stage and the table of the checks that look at running processes.</summary>
public sealed class NothingReadableCampaign : IAsyncLifetime
{
    private readonly CampaignTable _table = new("nothing-readable", "Nothing readable while it runs");
    private long _started;

    internal CampaignStage Stage { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Stage = await CampaignStage.BuildAsync();
        _started = TimeProvider.System.GetTimestamp();
    }

    public ValueTask DisposeAsync()
    {
        _table.Conclude("the search of folders after each campaign stands in that campaign's own table");
        Stage.Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Note(string injected, string expected, string seen, bool good)
    {
        var now = TimeProvider.System.GetTimestamp();
        _table.Add(new CampaignLine(injected, expected, seen, TimeProvider.System.GetElapsedTime(Interlocked.Exchange(ref _started, now), now).TotalSeconds, good));
    }

    internal string[] ArgumentsOf(string verb, CampaignScene scene) => verb switch
    {
        "backup" => scene.BackupArguments,
        "verify" => scene.VerifyArguments,
        "doctor" => scene.DoctorArguments,
        "show" => ["show", scene.Snapshots()[0], .. Stage.Recovery.KeyOptions],
        "extract" => ["extract", scene.Snapshots()[0], "--out", scene.At("opened"), .. Stage.Recovery.KeyOptions],
        _ => throw new ArgumentException("not a verb of this test", nameof(verb)),
    };
}
