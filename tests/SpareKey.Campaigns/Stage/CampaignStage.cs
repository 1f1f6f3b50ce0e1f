using System.Collections.Concurrent;
using SpareKey.TestKit;
using SpareKey.TestKit.Canaries;

namespace SpareKey.Campaigns.Stage;

/// <summary>
/// Where a campaign plays: an account with planted secrets and one good snapshot of it, made once. Every scene starts from a copy,
/// so that what one injection breaks is not there for the next.
/// </summary>
internal sealed class CampaignStage : IDisposable
{
    private readonly TempFolder _temp;
    private readonly ConcurrentBag<CampaignScene> _scenes = [];
    private int _count;

    private CampaignStage(SimulatedAccount account, TempFolder temp)
    {
        (_temp, Token) = (temp, account.Token);
        Recovery = QuickRecovery.Make(temp.File("keys"));
        Scanner = new CanaryScanner([.. CanaryAccount.Planted, new("token", Token), new("passphrase", Recovery.Passphrase)]);
    }

    public string Token { get; }

    public QuickRecovery Recovery { get; }

    public CanaryScanner Scanner { get; }

    /// <summary>Every scene played so far; their folders stay until the stage is disposed.</summary>
    public IReadOnlyCollection<CampaignScene> Scenes => _scenes;

    /// <summary>What the account holds, as `op` prints it.</summary>
    public AccountTruth Truth { get; private set; } = null!;

    /// <summary>The snapshot that every scene starts with. It verified with the key; so does every copy that still has its bytes.</summary>
    public ReadOnlyMemory<byte> FirstSnapshot { get; private set; }

    private string Template => _temp.File("template");

    public static async Task<CampaignStage> BuildAsync(Func<string, Task<SimulatedAccount>>? account = null)
    {
        var temp = new TempFolder();
        Directory.CreateDirectory(temp.File("template"));
        var made = await (account ?? CanaryAccount.MakeAsync)(Path.Combine(temp.File("template"), "account"));
        var stage = new CampaignStage(made, temp);
        using var scene = new CampaignScene(stage, stage.Template);
        (await scene.BackupAsync()).Expect(0);
        (await scene.VerifyAsync()).Expect(0);
        stage.FirstSnapshot = await File.ReadAllBytesAsync(scene.Snapshots().Single());
        stage.Truth = await AccountTruth.ReadAsync(scene);
        return stage;
    }

    public CampaignScene NewScene()
    {
        var folder = _temp.File($"scene{Interlocked.Increment(ref _count)}");
        FolderCopy.Make(Template, folder);
        var scene = new CampaignScene(this, folder);
        _scenes.Add(scene);
        return scene;
    }

    public void Dispose() => _temp.Dispose();
}
