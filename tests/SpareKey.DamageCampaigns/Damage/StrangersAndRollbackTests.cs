using System.Diagnostics;
using SpareKey.Archive;
using SpareKey.Archive.Tests;

namespace SpareKey.DamageCampaigns.Damage;

/// <summary>
/// What one snapshot alone cannot show: each case says what a verifier must find that knows nothing, that has the key, that
/// knows the signer, that has this machine's state. The zeros are the format's limits; docs/spec/archive-format.md states them.
/// </summary>
public sealed class StrangersAndRollbackTests
{
    [Fact]
    public async Task A_whole_chain_is_whole_whatever_the_verifier_knows() => await RunAsync("nothing", new(0, 0, 0, 0), async (scene, victim) =>
    {
        await scene.PutAsync(victim.Before);
        await scene.PutAsync(victim.Snapshot);
    });

    [Fact]
    public async Task The_only_snapshot_signed_anew_by_a_stranger() => await RunAsync("the only snapshot, signed anew by a stranger", new(0, 6, 6, 6), async (scene, victim) =>
        await scene.PutAsync(victim.Snapshot.FileName, await ResignedAsync(victim.Snapshot)));

    [Fact]
    public async Task The_newest_snapshot_signed_anew_by_a_stranger() => await RunAsync("the newest of two, signed anew by a stranger", new(6, 6, 6, 6), async (scene, victim) =>
    {
        await scene.PutAsync(victim.Before);
        await scene.PutAsync(victim.Snapshot.FileName, await ResignedAsync(victim.Snapshot));
    });

    [Fact]
    public async Task An_older_snapshot_signed_anew_by_a_stranger() => await RunAsync("the older of two, signed anew by a stranger", new(6, 6, 6, 6), async (scene, victim) =>
    {
        await scene.PutAsync(victim.Before.FileName, await ResignedAsync(victim.Before));
        await scene.PutAsync(victim.Snapshot);
    });

    [Fact]
    public async Task A_snapshot_made_up_by_a_stranger_alone() => await RunAsync("the only snapshot, made up by a stranger for the public certificates", new(0, 0, 6, 6), async (scene, victim) =>
        await scene.PutAsync(await ForgedAsync(victim)));

    [Fact]
    public async Task A_snapshot_made_up_by_a_stranger_behind_a_true_one() => await RunAsync("the newest of two, made up by a stranger", new(6, 6, 6, 6), async (scene, victim) =>
    {
        await scene.PutAsync(victim.Before);
        await scene.PutAsync(await ForgedAsync(victim));
    });

    [Fact]
    public async Task An_old_snapshot_under_the_new_ones_name() => await RunAsync("an old snapshot under the newest one's name", new(6, 6, 6, 6), async (scene, victim) =>
        await scene.PutAsync(victim.Snapshot.FileName, victim.Before.Bytes));

    [Fact]
    public async Task The_newest_snapshot_taken_away() => await RunAsync("the newest snapshot taken away (the folder as it was before)", new(0, 0, 0, 6), async (scene, victim) =>
        await scene.PutAsync(victim.Before));

    [Fact]
    public async Task The_oldest_snapshot_taken_away() => await RunAsync("the oldest snapshot taken away (as pruning does; a note says so)", new(0, 0, 0, 0), async (scene, victim) =>
        await scene.PutAsync(victim.Snapshot));

    [Fact]
    public async Task A_snapshot_taken_out_of_the_middle() => await RunAsync("a snapshot taken out of the middle", new(6, 6, 6, 6), async (scene, victim) =>
    {
        var third = await ThirdAsync(victim);
        await scene.PutAsync(victim.Before);
        await scene.PutAsync(third);
        scene.Remember(third);
    });

    [Fact]
    public async Task A_snapshot_of_the_same_time_and_label_in_anothers_place() => await RunAsync("another true snapshot of the same second in its place", new(0, 0, 0, 6), async (scene, victim) =>
    {
        await scene.PutAsync(victim.Before);
        await scene.PutAsync(victim.Other);
    });

    [Fact]
    public async Task All_snapshots_taken_away() => await RunAsync("all snapshots taken away", new(6, 6, 6, 6), (_, _) => Task.CompletedTask);

    [Fact]
    public async Task A_snapshot_taken_away_with_its_digest_file_left() => await RunAsync("a snapshot taken away, its digest file left", new(6, 6, 6, 6), async (scene, victim) =>
    {
        await scene.PutAsync(victim.Before);
        await scene.PutAsync(victim.Snapshot);
        File.Delete(Path.Combine(scene.Destination, victim.Snapshot.FileName));
    });

    [Fact]
    public async Task A_digest_file_taken_away_proves_nothing() => await RunAsync("a digest file taken away", new(0, 0, 0, 0), async (scene, victim) =>
    {
        await scene.PutAsync(victim.Before);
        await scene.PutAsync(victim.Snapshot);
        File.Delete(Path.Combine(scene.Destination, victim.Snapshot.FileName + ".sha256"));
    });

    private static async Task RunAsync(string injected, Verdicts expected, Func<ChainScene, Victim, Task> inject)
    {
        var watch = Stopwatch.StartNew();
        using var scene = new ChainScene();
        var victim = await Victim.GetAsync();
        scene.Remember(victim.Snapshot);
        await inject(scene, victim);
        var seen = new Verdicts(
            (await scene.VerifyAsync(withKey: false, withSigner: false, withState: false)).ExitCode,
            (await scene.VerifyAsync(withKey: true, withSigner: false, withState: false)).ExitCode,
            (await scene.VerifyAsync(withKey: false, withSigner: true, withState: false)).ExitCode,
            (await scene.VerifyAsync(withKey: false, withSigner: false, withState: true)).ExitCode);
        Assert.True(Tables.Damage.Judge("chain: " + injected, expected.ToString(), seen.ToString(), seen == expected, watch.Elapsed), $"expected {expected}, seen {seen}");
    }

    private static Task<byte[]> ResignedAsync(Made made) => Forge.ZipAsync(Forge.Resigned(made.Parts(), Made.Stranger), made.Settings.CreatedUtc);

    private static Task<Made> ForgedAsync(Victim victim) => Victim.MakeOneAsync(victim.Snapshot.Settings with { Signer = Made.Stranger });

    private static Task<Made> ThirdAsync(Victim victim) => Victim.MakeOneAsync(Made.NewSettings(4096) with
    {
        CreatedUtc = Made.Created.AddHours(2),
        Previous = new SnapshotReference(victim.Snapshot.Settings.SnapshotId, victim.Snapshot.Receipt.HeaderSha256),
    });

    private sealed record Verdicts(int Nothing, int Key, int Signer, int State)
    {
        public override string ToString() => $"verify {Nothing}, with the key {Key}, with --signer {Signer}, with this machine's state {State}";
    }
}
