using System.Text.Json.Nodes;
using SpareKey.Core.Accounts;
using SpareKey.Core.Errors;
using SpareKey.OnePasswordCli.Tests.Fakes;

namespace SpareKey.OnePasswordCli.Tests.Simulated;

/// <summary>
/// Complete or loud: whatever goes wrong, a part of the account is captured as it is, or it is named, or the run ends with an
/// error. One bit flipped inside a file is the exception that `op` gives no means to see (it offers no checksum).
/// </summary>
public sealed class FaultTests
{
    private const string Reads = "vault list|vault get|item list|item get|document get|read";

    public static TheoryData<string> Faults => new(
        Rule("rate-limit-token", ",\"minutes\":58", "item get"),
        Rule("rate-limit-account", ",\"hours\":23,\"minutes\":59", "item list", ",\"from\":2"),
        Rule("rate-limit-client", "", "read", ",\"once\":true"),
        Rule("server-error", "", Reads, ",\"every\":3"),
        Rule("server-error", ",\"after\":true", Reads, ",\"every\":4"),
        Rule("network-timeout", "", Reads, ",\"from\":8"),
        Rule("network-refused", "", Reads, ",\"once_per\":\"argv\""),
        Rule("forbidden", "", "item get", ",\"every\":2"),
        Rule("not-signed-in", "", Reads, ",\"from\":6"),
        Rule("token-deleted", "", Reads, ",\"from\":9"),
        Rule("status-not-found", "", "document get|read"),
        Rule("exit", ",\"code\":1", Reads, ",\"every\":3"),
        Rule("empty-output", "", Reads, ",\"every\":3"),
        Rule("half-output", "", Reads, ",\"every\":3"),
        Rule("half-output", "", "item get"),
        Rule("half-output", "", "document get|read", ",\"once_per\":\"argv\""),
        Rule("doubled-output", "", Reads, ",\"every\":3"),
        Rule("doubled-output", "", "item get"),
        Rule("invalid-utf8", "", "item get"),
        Rule("invalid-utf8", "", "item list", ",\"once\":true"),
        Rule("byte-order-mark", "", "item get|item list|vault get", ",\"every\":2"),
        Rule("flood-stdout", ",\"bytes\":30000000", "item get", ",\"once\":true"),
        Rule("flood-stderr", ",\"bytes\":3000000", Reads, ",\"every\":4"),
        Rule("duplicate-keys", "", Reads),
        Rule("extra-newline", "", "item get|item list|vault get"),
        Rule("wrong-item", ",\"index\":3", "item get"),
        Rule("foreign-item", ",\"index\":2", "item get"),
        Rule("missing-item", ",\"index\":4", "item get"),
        Rule("file-shorter", "", "document get|read"),
        Rule("file-longer", ",\"bytes\":100000", "document get|read"),
        Rule("grandchild", ",\"seconds\":20", "item get", ",\"once\":true"),
        Rule("hang-before-output", ",\"seconds\":30", "item get|read", ",\"once\":true"),
        Rule("hang-on-stdin", ",\"seconds\":30", "item get", ",\"once\":true"),
        Rule("ignore-sigterm", ",\"seconds\":30", "item list", ",\"once\":true"),
        Rule("crash", "", Reads, ",\"every\":3"),
        Rule("refuse-listing", "", "item list", ",\"from\":2"),
        Rule("vault-not-found", "", "vault get", ",\"from\":4"),
        Rule("exit-zero", "", Reads));

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Faults))]
    public async Task Every_part_is_captured_or_named(string rule)
    {
        using SimulatedAccount account = SimulatedAccount.Generated(2, 10, 4).With($"[{rule}]");
        RecordingSink sink = new();
        TimeSpan patience = TimeSpan.FromSeconds(rule.Contains("hang", StringComparison.Ordinal) || rule.Contains("sigterm", StringComparison.Ordinal) ? 3 : 40);
        using OpAccountSource source = new(account.Options, account.Runtime with { Limits = account.Runtime.Limits with { CallTimeout = patience } });
        try
        {
            await source.CaptureAsync(VaultSelection.All, sink, TestContext.Current.CancellationToken);
        }
        catch (UserErrorException e)
        {
            Assert.NotEmpty(e.Hint);
            return;
        }

        Check(account, sink);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("edit-item")]
    [InlineData("delete-item")]
    [InlineData("archive-item")]
    [InlineData("add-item")]
    public async Task What_changes_once_while_it_is_read_arrives_in_its_last_state(string fault)
    {
        using SimulatedAccount account = SimulatedAccount.Generated(2, 12, 0);
        string vault = account.Granted[0];
        account.With($$$"""[{"match":{"command":"item get","once":true},"action":{"fault":"{{{fault}}}","vault":"{{{vault}}}"}}]""");
        RecordingSink sink = new();
        using OpAccountSource source = new(account.Options, account.Runtime);
        await source.CaptureAsync(VaultSelection.All, sink, TestContext.Current.CancellationToken);
        Assert.Empty(sink.Gaps);
        Assert.Equal(fault == "delete-item" ? 1 : 0, sink.Warnings.Count);
        foreach ((_, string id, JsonObject json) in account.Items())
            Comparison.SameItem(json, sink.Items[id]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stale_cache_is_passed_by()
    {
        using SimulatedAccount account = SimulatedAccount.Generated(1, 5, 0);
        string vault = account.Granted[0];
        account.With($$$"""
            [{"match":{"command":"vault list","once":true},"action":{"fault":"edit-item","vault":"{{{vault}}}"}},
             {"match":{"command":"item get"},"action":{"fault":"stale-cache"}}]
            """);
        RecordingSink sink = new();
        using OpAccountSource source = new(account.Options, account.Runtime);
        await source.CaptureAsync(VaultSelection.All, sink, TestContext.Current.CancellationToken);
        Assert.Empty(sink.Gaps);
        foreach ((_, string id, JsonObject json) in account.Items())
            Comparison.SameItem(json, sink.Items[id]);
        Assert.Equal(2, account.Log.Count(static call => call["argv"]!.ToJsonString().Contains("\"item\",\"get\"", StringComparison.Ordinal)));
    }

    private static string Rule(string fault, string parameters, string command, string when = "") =>
        $$$"""{"match":{"command":"{{{command}}}"{{{when}}}},"action":{"fault":"{{{fault}}}"{{{parameters}}}}}""";

    private static void Check(SimulatedAccount account, RecordingSink sink)
    {
        HashSet<string> vaults = [.. sink.Gaps.Where(static gap => gap.Part == PartKind.Vault).Select(static gap => gap.VaultId)];
        HashSet<string> items = [.. sink.Gaps.Where(static gap => gap.Part == PartKind.Item).Select(static gap => gap.ItemId!)];
        HashSet<string> files = [.. sink.Gaps.Where(static gap => gap.Part == PartKind.File).Select(static gap => gap.FileId!)];
        Assert.All(account.Granted, vault => Assert.True(vaults.Contains(vault) || sink.Vaults.ContainsKey(vault), $"vault {vault}"));
        foreach ((string vault, string id, JsonObject json) in account.Items())
        {
            if (sink.Items.TryGetValue(id, out byte[]? printed))
                Comparison.SameItem(json, printed);
            else
                Assert.True(items.Contains(id) || vaults.Contains(vault), $"item {id} is neither captured nor named");
            foreach (string file in (json["files"]?.AsArray() ?? []).Select(static file => (string)file!["id"]!))
            {
                if (sink.Files.TryGetValue(file, out byte[]? bytes))
                    Assert.Equal(account.Content(vault, id, file), bytes);
                else
                    Assert.True(files.Contains(file) || items.Contains(id) || vaults.Contains(vault), $"file {file} is neither captured nor named");
            }
        }

        Assert.Subset(account.Items().Select(static item => item.Id).ToHashSet(), sink.Items.Keys.ToHashSet());
    }
}
