using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

using SpareKey.TestKit.Campaigns;
namespace SpareKey.DamageCampaigns.RandomOrganisations;

/// <summary>Any names, any bytes, doubled ids, none of something and far too much of it: all of it comes back, by sparekey and by hand.</summary>
public sealed class RandomOrganisationTests
{
    [Fact]
    public void Random_organisations_come_back_byte_for_byte()
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(CampaignLength.IsLong ? 200 : 15);
        // The bounded form tries the same organisations every time; new ones are for the long form.
        if (!CampaignLength.IsLong)
            config = config.WithReplay(20_261_121, 7);
        Prop.ForAll(OrganisationGen.Any.ToArbitrary(), organisation => TryAsync("random", organisation).GetAwaiter().GetResult()).Check(config);
    }

    [Fact]
    public async Task Many_vaults_come_back() => Assert.True(await TryAsync("many vaults", Many(CampaignLength.IsLong ? 3000 : 60)));

    [Fact]
    public async Task An_item_with_10_000_fields_comes_back() => Assert.True(await TryAsync("10,000 fields", One(
        new OrganisationItem("LOGIN", "wide", false, [.. Enumerable.Range(0, 10_000).Select(i => new OrganisationField($"id{i % 5000}", $"label {i}", $"value {i}"))], []))));

    [Fact]
    public async Task A_file_of_64_MiB_and_an_empty_one_come_back() => Assert.True(await TryAsync("64 MiB file and an empty one", One(
        new OrganisationItem("DOCUMENT", "large", false, [], [new OrganisationFile("large.bin", Noise(64 << 20)), new OrganisationFile("empty.bin", [])]))));

    [Fact]
    public async Task Files_of_every_size_around_a_segment_come_back() => Assert.True(await TryAsync("files around the size of a segment", One(
        new OrganisationItem("LOGIN", "edges", false, [], [.. new[] { -1025, -1024, -513, -512, -1, 0, 1 }.Select(more => new OrganisationFile($"{more}", Noise((4 << 20) + more)))]))));

    [Fact]
    public async Task An_account_without_a_vault_is_refused()
    {
        var watch = Stopwatch.StartNew();
        using var trial = new OrganisationTrial(new Organisation([]));
        var run = await trial.BackupAsync();
        Assert.True(Tables.Random.Judge("no vault at all", "exit 4, a hint", $"exit {run.ExitCode}", run.ExitCode == 4 && run.Error.Contains("sparekey: hint: ", StringComparison.Ordinal), watch.Elapsed), run.Error);
    }

    private static async Task<bool> TryAsync(string kind, Organisation organisation)
    {
        var watch = Stopwatch.StartNew();
        using var trial = new OrganisationTrial(organisation.WithPlantedSecrets());
        var difference = await trial.RunAsync();
        return Tables.Random.Judge($"{kind}: {organisation}", "exit 0; extract, openssl and tar give the model", difference ?? "the same", difference is null, watch.Elapsed);
    }

    private static Organisation One(OrganisationItem item) => new([new OrganisationVault("only", false, [item])]);

    private static Organisation Many(int vaults) => new([.. Enumerable.Range(0, vaults).Select(i => new OrganisationVault($"vault {i}", i % 2 == 1, i % 3 == 0 ? [] : [new OrganisationItem("PASSWORD", $"item {i}", false, [new OrganisationField("password", "password", $"{i}")], [])]))]);

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        var state = 0x9E3779B97F4A7C15UL;
        for (var i = 0; i < length; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes[i] = unchecked((byte)state);
        }

        return bytes;
    }
}
