using System.Text;
using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Tests.Fakes;

namespace SpareKey.OnePasswordCli.Tests.Capture;

public sealed class CaptureTests : IDisposable
{
    private readonly FakeOp _op = new();
    private readonly RecordingSink _sink = new();

    public void Dispose() => _op.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Everything_arrives_byte_for_byte()
    {
        FakeItem document = new("doc1", 2, "DOCUMENT", false, new FakeFile("dfile1", "first"), new FakeFile("dfile2", "second"));
        FakeItem login = new("login1", 1, "LOGIN", false, new FakeFile("lfile1", "attached\n"), new FakeFile("lfile2", ""));
        FakeItem archived = new("arch1", 3, "LOGIN", true);
        FakeItem archivedDocument = new("arch2", 3, "DOCUMENT", true, new FakeFile("afile1", "old"));
        FakeVault vault = new(FakeOp.VaultId, 5, document, login, archived, archivedDocument);
        _op.Holds(vault, new FakeVault("emptyvault", 1));

        await CaptureAsync();

        Assert.Empty(_sink.Gaps);
        Assert.Empty(_sink.Warnings);
        Assert.Equal(vault.Json, Text(_sink.Vaults[vault.Id]));
        Assert.Equal(2, _sink.Vaults.Count);
        foreach (FakeItem item in vault.Items)
            Assert.Equal(item.Json(vault.Id), Text(_sink.Items[item.Id]));
        Assert.Equal(["afile1=old", "dfile1=first", "dfile2=second", "lfile1=attached\n", "lfile2="], FilesTaken());
        Assert.True(_sink.ItemRecords["arch1"].Archived);
        Assert.Equal("Title of login1 ä ä 🔑 \"}{", _sink.ItemRecords["login1"].Title);
        Assert.Equal(new CaptureProgress(2, 2, 4, 4, 5, 5), _sink.Last);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_quiet_run_keeps_to_its_budget_of_processes()
    {
        FakeVault[] vaults = [.. Enumerable.Range(0, 5).Select(v => new FakeVault($"vault{v}", 1, [.. FakeAccount.Items(50, $"v{v}i"), new FakeItem($"v{v}doc", 1, "DOCUMENT", false, new FakeFile($"v{v}f", "x"))]))];
        _op.Holds(vaults);
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.Equal(255, _sink.Items.Count);
        Assert.Equal(3 + (3 * 5) + 3 + 5, _op.Calls.Count);
        Assert.Equal(_op.Calls.Count, _op.Source.Calls);
        Assert.Equal(3, _op.CountOf("item get -"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_big_vault_is_read_in_batches_of_a_hundred()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(1001)));
        await CaptureAsync();
        Assert.Equal(1001, _sink.Items.Count);
        Assert.Equal(10, _op.CountOf("item get -"));
        Assert.Equal(1, _op.CountOf("item get item"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Calls_run_in_parallel_up_to_the_limit_and_one_at_a_time_for_a_person()
    {
        _op.BatchSize = 1;
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(12)));
        _op.Hook("""
            if [ "$1" = item ] && [ "$2" = get ]; then
              touch "running-$$"
              i=0
              while [ "$(ls | grep -c ^running-)" -lt "$(cat want)" ] && [ $i -lt 100 ]; do sleep 0.05; i=$((i+1)); done
              sleep 0.1; ls | grep -c ^running- >> parallel
              rm "running-$$"
            fi
            """);
        _op.Write("want", "3");
        _op.Options = _op.Options with { Jobs = 3 };
        await CaptureAsync();
        Assert.Equal(3, Peak());

        File.Delete(Path.Combine(_op.Folder, "parallel"));
        _op.Write("want", "1");
        _op.Write("whoami", """{"url":"https://example.1password.com","account_uuid":"GRX"}""");
        await new OpAccountSource(_op.Options, _op.Runtime).CaptureAsync(VaultSelection.All, _sink, default);
        Assert.Equal(1, Peak());
    }

    [Fact(Timeout = 30_000)]
    public async Task One_bad_item_costs_one_item_and_two_calls()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(20)));
        _op.Hook("cat() { case \"$1\" in item-item00007) fail '(403) Forbidden';; *) command cat \"$@\";; esac; }");
        await CaptureAsync();
        Assert.Equal(19, _sink.Items.Count);
        CaptureGap gap = Assert.Single(_sink.Gaps);
        Assert.Equal(new CaptureGap(GapKind.Missing, PartKind.Item, FakeOp.VaultId, "item00007", null, "not permitted"), gap);
        Assert.Equal(3, _op.CountOf("item get"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_item_that_is_no_text_is_named_not_stored()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(3)));
        _op.Write("item-item00001", [.. "{\"id\":\"item00001\",\"vault\":{\"id\":\""u8, .. Encoding.UTF8.GetBytes(FakeOp.VaultId), .. "\"},\"title\":\""u8, 0xC3, .. "\"}\n"u8]);
        await CaptureAsync();
        Assert.Equal(2, _sink.Items.Count);
        Assert.Equal("item00001", Assert.Single(_sink.Gaps).ItemId);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("command cat item-item00000 item-item00001; printf '{\"id\": \"item0'; exit 0")]
    [InlineData("command cat item-item00000; echo 'panic: what' >&2; exit 2")]
    [InlineData("command cat item-item00002; exit 0")]
    [InlineData("command cat item-item00000 item-item00001 item-item00001 item-item00002; exit 0")]
    [InlineData("exit 0")]
    public async Task A_batch_that_breaks_costs_nothing_but_calls(string broken)
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(3)));
        _op.Hook($"case \"$*\" in 'item get -'*) {broken};; esac");
        await CaptureAsync();
        Assert.Equal(3, _sink.Items.Count);
        Assert.Empty(_sink.Gaps);
        foreach ((string id, byte[] json) in _sink.Items)
            Assert.Equal(_op.Read("item-" + id), Text(json));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_item_that_nobody_asked_for_is_left_out()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(3)));
        _op.Write("item-foreign", new FakeItem("foreign").Json(FakeOp.VaultId));
        _op.Write("item-elsewhere", new FakeItem("item00001").Json("othervault"));
        _op.Hook("case \"$*\" in 'item get -'*) cat item-foreign item-elsewhere;; esac");
        await CaptureAsync();
        Assert.Equal(["item00000", "item00001", "item00002"], _sink.Items.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(FakeOp.VaultId, _sink.ItemRecords["item00001"].VaultId);
        Assert.Contains("not asked for", Assert.Single(_sink.Warnings), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_stale_item_is_fetched_past_the_cache()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, new FakeItem("item00000", 4), new FakeItem("item00001", 4)));
        _op.Write("stale", new FakeItem("item00001", 3).Json(FakeOp.VaultId));
        _op.Hook("case \"$*\" in *--cache=false*) ;; 'item get'*) cat() { case \"$1\" in item-item00001) command cat stale;; *) command cat \"$@\";; esac; };; esac");
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.Equal(4, _sink.ItemRecords["item00001"].Version);
        Assert.Equal(2, _op.CountOf("item get"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_item_that_stays_stale_is_named()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, new FakeItem("item00000", 4), new FakeItem("item00001", 4)));
        _op.Write("item-item00001", new FakeItem("item00001", 3).Json(FakeOp.VaultId));
        await CaptureAsync();
        CaptureGap gap = Assert.Single(_sink.Gaps);
        Assert.Equal(("item00001", "op delivers an older version than the one it lists"), (gap.ItemId, gap.Reason));
        Assert.DoesNotContain("item00001", _sink.Items.Keys);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_used_up_quota_stops_all_calls_and_names_the_rest()
    {
        _op.BatchSize = 10;
        _op.Options = _op.Options with { Jobs = 1 };
        _op.Holds(
            new FakeVault("vaulta", 1, [.. FakeAccount.Items(25), new FakeItem("withfile", 1, "LOGIN", false, new FakeFile("f1", "x"))]),
            new FakeVault("vaultb", 1, FakeAccount.Items(5, "b")));
        _op.Hook("case \"$*\" in 'item get -'*) once first || { cat item-item00010; fail '(429) Too Many Requests: Please retry in 58 minutes or try other requests.' 4; };; esac");
        await CaptureAsync();
        Assert.Equal(11, _sink.Items.Count);
        Assert.Equal(2, _op.CountOf("item get"));
        Assert.All(_sink.Gaps, static gap => Assert.Equal("quota used up; retry in 58 minutes", gap.Reason));
        Assert.Equal(15 + 1, _sink.Gaps.Count);
        Assert.Contains(_sink.Gaps, static gap => gap is { Part: PartKind.Vault, VaultId: "vaultb" });
        Assert.Equal(3 + 2 + 2, _op.Calls.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_lost_sign_in_stops_all_calls()
    {
        _op.BatchSize = 10;
        _op.Options = _op.Options with { Jobs = 1 };
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(30)));
        _op.Hook("case \"$*\" in 'item get -'*) fail 'You are not currently signed in.';; esac");
        await CaptureAsync();
        Assert.Equal(1, _op.CountOf("item get"));
        Assert.Equal(30, _sink.Gaps.Count(static gap => gap.Part == PartKind.Item));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_dead_network_does_not_cost_a_call_per_item()
    {
        _op.BatchSize = 10;
        _op.Options = _op.Options with { Jobs = 1 };
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(200)));
        _op.Hook("case \"$*\" in 'item get'*) fail 'dial tcp: i/o timeout';; esac");
        await CaptureAsync();
        Assert.Equal(20, _op.CountOf("item get"));
        Assert.Equal(200, _sink.Gaps.Count(static gap => gap.Part == PartKind.Item));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_op_that_is_taken_away_in_the_middle_ends_no_run()
    {
        _op.Options = new OpAccountSourceOptions { OpPath = _op.Link() };
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, new FakeItem("withfile", 1, "LOGIN", false, new FakeFile("f1", "x")), new FakeItem("other")));
        _op.Hook("case \"$*\" in 'item get -'*) rm op;; esac");
        await CaptureAsync();
        Assert.Equal(2, _sink.Items.Count);
        CaptureGap gap = Assert.Single(_sink.Gaps);
        Assert.Equal("f1", gap.FileId);
        Assert.StartsWith("op cannot be started: ", gap.Reason, StringComparison.Ordinal);
        Assert.Contains("could not be checked", Assert.Single(_sink.Warnings), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_vault_that_cannot_be_listed_costs_that_vault()
    {
        _op.Holds(new FakeVault("vaulta", 1, FakeAccount.Items(2)), new FakeVault("vaultb", 1, FakeAccount.Items(2, "b")));
        File.Delete(Path.Combine(_op.Folder, "items-vaulta"));
        await CaptureAsync();
        Assert.Equal(2, _sink.Items.Count);
        Assert.Equal(new CaptureGap(GapKind.Missing, PartKind.Vault, "vaulta", null, null, "not found, or not permitted: op does not tell these apart"), Assert.Single(_sink.Gaps));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("[{\"id\":\"item00000\",\"vault\":{\"id\":\"elsewhere\"}}]")]
    [InlineData("{\"id\":\"item00000\"}")]
    [InlineData("[{\"id\":\"item000")]
    public async Task A_list_of_the_wrong_shape_costs_that_vault(string list)
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(1)));
        _op.Write("items-" + FakeOp.VaultId, list);
        await CaptureAsync();
        Assert.Equal(PartKind.Vault, Assert.Single(_sink.Gaps).Part);
        Assert.Equal(2, _op.CountOf("item list"));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_item_listed_without_a_usable_id_is_named()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(1)) { Counts = 2 });
        _op.Write("items-" + FakeOp.VaultId, $$"""[{"id":"item00000","version":1},{"id":"--help"}]""");
        await CaptureAsync();
        Assert.Equal("items listed without a usable id: 1", Assert.Single(_sink.Gaps).Reason);
        Assert.Single(_sink.Items);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_list_shorter_than_the_vaults_own_count_is_looked_at_again_and_named()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(2)) { Counts = 3 });
        await CaptureAsync();
        Assert.Equal(2, _op.CountOf("item list"));
        Assert.Equal("1Password counts 3 active items in it, op lists 2", Assert.Single(_sink.Gaps).Reason);
        Assert.Equal(2, _sink.Items.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_sinks_failure_ends_the_run_and_leaves_no_child()
    {
        _op.BatchSize = 1;
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(8)));
        _op.Hook("case \"$*\" in 'item get item00000'*) ;; 'item get'*) echo $$ > \"pid-$$\"; exec sleep 60;; esac");
        RecordingSink full = new() { OnItem = static _ => throw new IOException("disk full") };
        IOException e = await Assert.ThrowsAsync<IOException>(() => _op.Source.CaptureAsync(VaultSelection.All, full, default));
        Assert.Equal("disk full", e.Message);
        AssertNoChild();
    }

    [Fact(Timeout = 30_000)]
    public async Task Cancelling_a_capture_throws_and_leaves_no_child()
    {
        _op.BatchSize = 1;
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(8)));
        _op.Hook("case \"$*\" in 'item get'*) echo $$ > \"pid-$$\"; exec sleep 60;; esac");
        using CancellationTokenSource stop = new();
        Task running = _op.Source.CaptureAsync(VaultSelection.All, _sink, stop.Token);
        while (Directory.GetFiles(_op.Folder, "pid-*").Length < 4)
            await Task.Delay(20);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        AssertNoChild();
        Assert.Empty(_sink.Gaps);
    }

    private Task CaptureAsync() => _op.Source.CaptureAsync(VaultSelection.All, _sink, TestContext.Current.CancellationToken);

    private int Peak() => File.ReadLines(Path.Combine(_op.Folder, "parallel")).Max(int.Parse);

    private void AssertNoChild()
    {
        foreach (string file in Directory.GetFiles(_op.Folder, "pid-*"))
            Assert.False(Directory.Exists("/proc/" + Path.GetFileName(file)["pid-".Length..]), "a child is still there");
    }

    private string[] FilesTaken() => [.. _sink.Files.Select(static file => $"{file.Key}={Text(file.Value)}").Order(StringComparer.Ordinal)];

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
