using System.Security.Cryptography;
using SpareKey.Campaigns.Stage;

namespace SpareKey.Campaigns.Death;

/// <summary>What must hold after a run died: everything that was there before is as it was, and the next run works and tidies up.</summary>
/// <param name="scene">Where it died.</param>
/// <param name="length">Learns from the next run how long a run is.</param>
internal sealed class Aftermath(CampaignScene scene, RunLength? length)
{
    private static readonly TimeSpan PatienceWithChildren = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, byte[]> _before = Digests(scene);

    public double? OrphanSeconds { get; private set; }

    /// <summary>True if the run got as far as naming its snapshot.</summary>
    public bool HadCommitted { get; private set; }

    public async Task<IReadOnlyList<string>> JudgeAsync(bool withNextRun)
    {
        List<string> wrong = [];
        OrphanSeconds = await OpProcesses.WaitForNoneAsync(scene, PatienceWithChildren);
        if (OrphanSeconds is null)
            wrong.Add($"op outlives the run by more than {PatienceWithChildren.TotalSeconds:0} seconds");
        var after = Digests(scene);
        HadCommitted = after.Count > _before.Count;
        wrong.AddRange(_before.Where(old => !after.TryGetValue(old.Key, out var now) || !now.AsSpan().SequenceEqual(old.Value)).Select(old => $"{old.Key} is gone or changed"));
        if (withNextRun)
            await NextRunAsync(wrong);
        var verified = await scene.VerifyAsync();
        if (verified.ExitCode != 0)
            wrong.Add($"verify: exit {verified.ExitCode}: {verified.Text}");
        return wrong;
    }

    private async Task NextRunAsync(List<string> wrong)
    {
        var partials = scene.Partials.Length;
        var started = TimeProvider.System.GetTimestamp();
        var next = await scene.BackupAsync();
        length?.Observe(TimeProvider.System.GetElapsedTime(started));
        if (next.ExitCode != 0)
            wrong.Add($"the next run: exit {next.ExitCode}: {next.Error}");
        if (partials > 0 && !next.Error.Contains("left by a run that died", StringComparison.Ordinal))
            wrong.Add("the next run does not say what it cleared");
        wrong.AddRange(Strange().Select(file => $"still lies about: {file}"));
    }

    /// <summary>Files in destination and state that no finished run leaves.</summary>
    public IEnumerable<string> Strange() =>
        Directory.EnumerateFiles(scene.Destination).Where(file => !IsKnown(Path.GetFileName(file)))
            .Concat(Directory.EnumerateFiles(scene.State, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("signer.key" or "1password.json")));

    private static bool IsKnown(string name) =>
        name == ".sparekey.lock"
        || name.EndsWith(".sparekey.zip", StringComparison.Ordinal)
        || name.EndsWith(".sparekey.zip.sha256", StringComparison.Ordinal);

    private static Dictionary<string, byte[]> Digests(CampaignScene scene) =>
        scene.Snapshots().ToDictionary(file => Path.GetFileName(file), file => SHA256.HashData(File.ReadAllBytes(file)), StringComparer.Ordinal);
}
