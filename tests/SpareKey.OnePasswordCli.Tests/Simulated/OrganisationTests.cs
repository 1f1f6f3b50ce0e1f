using System.Text.Json.Nodes;
using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Tests.Fakes;

namespace SpareKey.OnePasswordCli.Tests.Simulated;

public sealed class OrganisationTests
{
    [Fact(Timeout = 60_000)]
    public async Task The_sample_organisation_is_captured_whole_within_its_budget()
    {
        using SimulatedAccount account = SimulatedAccount.Organisation();
        RecordingSink sink = new();
        using OpAccountSource source = new(account.Options, account.Runtime);
        await source.CaptureAsync(VaultSelection.All, sink, TestContext.Current.CancellationToken);

        Assert.Empty(sink.Gaps);
        Assert.Empty(sink.Warnings);
        Assert.Equal(account.Granted.Order(), sink.Vaults.Keys.Order());
        var model = account.Items().ToList();
        Assert.Equal(model.Count, sink.Items.Count);
        var files = 0;
        foreach ((string vault, string id, JsonObject json) in model)
        {
            Comparison.SameItem(json, sink.Items[id]);
            Assert.Equal((vault, (string?)json["title"], (string?)json["state"] == "ARCHIVED"), (sink.ItemRecords[id].VaultId, sink.ItemRecords[id].Title, sink.ItemRecords[id].Archived));
            foreach (JsonNode? file in json["files"]?.AsArray() ?? [])
            {
                files++;
                Assert.Equal(account.Content(vault, id, (string)file!["id"]!), sink.Files[(string)file["id"]!]);
                Assert.Equal((string?)file["name"], sink.FileRecords[(string)file["id"]!].Name);
            }
        }

        Assert.True(model.Count >= 250 && files >= 10, "the sample organisation holds something to capture");
        Assert.Equal(files, sink.Files.Count);
        int budget = 3 + (3 * account.Granted.Count) + ((model.Count + 99) / 100) + files;
        Assert.Equal(budget, account.Log.Count);
        Assert.Equal(budget, source.Calls);
        Assert.All(account.Log, static call => Assert.Equal("Pipe", (string?)call["stdin"], ignoreCase: true));
        Assert.All(account.Log, static call => Assert.DoesNotContain("ops_", call.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_attachment_of_an_archived_login_is_the_one_thing_out_of_reach()
    {
        using SimulatedAccount account = SimulatedAccount.Organisation();
        RecordingSink sink = new();
        using OpAccountSource source = new(account.As("Backup (all vaults)"), account.Runtime);
        await source.CaptureAsync(new VaultSelection(["Former Staff"]), sink, TestContext.Current.CancellationToken);
        CaptureGap gap = Assert.Single(sink.Gaps);
        Assert.Equal((GapKind.Unreachable, PartKind.File), (gap.Kind, gap.Part));
        Assert.Equal(5, sink.Items.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Behind_the_desktop_app_no_two_calls_meet()
    {
        using SimulatedAccount account = SimulatedAccount.Organisation();
        account.With("""[{"match":{"command":".*"},"action":{"fault":"authorization-timeout","parallel_only":true,"window_ms":50}}]""");
        RecordingSink sink = new();
        using OpAccountSource source = new(account.AsPerson() with { Jobs = 8 }, account.Runtime);
        SourceIdentity who = await source.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.False(who.IsServiceAccount);
        await source.CaptureAsync(new VaultSelection(["Former Staff", "Private"]), sink, TestContext.Current.CancellationToken);
        Assert.Equal(GapKind.Unreachable, Assert.Single(sink.Gaps).Kind);
        Assert.Equal(11, sink.Items.Count);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("2.18.0")]
    [InlineData("2.29.0")]
    [InlineData("2.30.3")]
    [InlineData("2.40.0")]
    public async Task Each_versions_shapes_are_read(string version)
    {
        using SimulatedAccount account = SimulatedAccount.Generated(2, 6, 1);
        account.With("""[{"match":{"command":".*"},"action":{"fault":"stderr-noise"}}]""");
        RecordingSink sink = new();
        using OpAccountSource source = new(account.Options, account.Runtime with { Environment = new Dictionary<string, string>(account.Runtime.Environment, StringComparer.Ordinal) { ["SIMULATED_OP_VERSION"] = version } });
        SourceIdentity who = await source.ConnectAsync(TestContext.Current.CancellationToken);
        Assert.Equal((version, true, 26), (who.ToolVersion, who.IsServiceAccount, who.AccountId.Length));
        await source.CaptureAsync(VaultSelection.All, sink, TestContext.Current.CancellationToken);
        Assert.Empty(sink.Gaps);
        Assert.Equal(account.Items().Count(), sink.Items.Count);
    }
}
