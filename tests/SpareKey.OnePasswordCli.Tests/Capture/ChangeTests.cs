using System.Text;
using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Tests.Fakes;

namespace SpareKey.OnePasswordCli.Tests.Capture;

/// <summary>A vault that moves while it is read. The hook puts a later state in place after the first batch.</summary>
public sealed class ChangeTests : IDisposable
{
    private const string AfterFirstBatch = "case \"$*\" in 'vault get'*) if [ -f batched ] && once moved; then for f in later-*; do mv \"$f\" \"${f#later-}\"; done; fi;; 'item get -'*) touch batched;; esac";

    private readonly FakeOp _op = new();
    private readonly RecordingSink _sink = new();

    public void Dispose() => _op.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task New_and_changed_items_are_fetched_and_gone_ones_told()
    {
        FakeItem kept = new("kept1"), changed = new("changed1"), gone = new("gone1");
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, kept, changed, gone) { Name = "Before" });
        _op.HoldsOne(new FakeVault(FakeOp.VaultId, 4, kept, changed with { Version = 2 }, new FakeItem("new1")) { Name = "After" }, "later-");
        _op.Hook(AfterFirstBatch);
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.Equal(["changed1", "gone1", "kept1", "new1"], _sink.Items.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, _sink.ItemRecords["changed1"].Version);
        Assert.Equal(5, _sink.ItemHandOvers);
        Assert.Equal(("After", 4L), (_sink.VaultRecords[FakeOp.VaultId].Name, _sink.VaultRecords[FakeOp.VaultId].ContentVersion));
        Assert.Equal($"item gone1 in vault {FakeOp.VaultId} was deleted while the run went on", Assert.Single(_sink.Warnings));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_item_that_vanished_before_it_was_read_is_told_and_is_no_gap()
    {
        FakeItem[] items = FakeAccount.Items(3);
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, items));
        _op.HoldsOne(new FakeVault(FakeOp.VaultId, 2, items[0], items[2]), "later-");
        _op.Hook("case \"$*\" in 'item get -'*) rm -f item-item00001;; esac\n" + AfterFirstBatch);
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.Equal(2, _sink.Items.Count);
        Assert.Contains("item00001", Assert.Single(_sink.Warnings), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_item_that_stays_listed_and_cannot_be_found_is_missing()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(3)));
        File.Delete(Path.Combine(_op.Folder, "item-item00001"));
        await CaptureAsync();
        Assert.Equal("item00001", Assert.Single(_sink.Gaps).ItemId);
        Assert.Equal(2, _op.CountOf("item list"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_vault_that_never_rests_is_left_as_last_read()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(2)));
        _op.Hook("case \"$*\" in 'vault get'*) echo x >> n; sed \"s/\\\"content_version\\\": .*/\\\"content_version\\\": $(wc -l < n),/\" vault-$3; exit 0;; esac");
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.Equal(2, _sink.Items.Count);
        Assert.Contains("what was captured last stands", Assert.Single(_sink.Warnings), StringComparison.Ordinal);
        Assert.Equal(5, _op.CountOf("vault get"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_vault_that_goes_away_is_missing()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(2)));
        _op.Hook("case \"$*\" in 'vault get'*) once there || rm -f vault-$3;; esac");
        await CaptureAsync();
        CaptureGap gap = Assert.Single(_sink.Gaps);
        Assert.Equal((PartKind.Vault, FakeOp.VaultId), (gap.Part, gap.VaultId));
        Assert.StartsWith("it went away while the run went on", gap.Reason, StringComparison.Ordinal);
        Assert.Equal(2, _sink.Items.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_replaced_while_its_item_was_read_arrives_in_its_new_form()
    {
        FakeItem before = new("login1", 1, "LOGIN", false, new FakeFile("f1", "old"));
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, before));
        _op.HoldsOne(new FakeVault(FakeOp.VaultId, 2, new FakeItem("login1", 2, "LOGIN", false, new FakeFile("f1", "newer content"))), "later-");
        _op.Hook("case \"$*\" in read*) if once moved; then for f in later-*; do mv \"$f\" \"${f#later-}\"; done; fi;; esac");
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.Equal("newer content", Encoding.UTF8.GetString(_sink.Files["f1"]));
        Assert.Equal(2, _sink.ItemRecords["login1"].Version);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_attachment_taken_before_its_item_was_archived_is_no_gap()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, new FakeItem("login1", 1, "LOGIN", false, new FakeFile("f1", "x"))));
        _op.HoldsOne(new FakeVault(FakeOp.VaultId, 2, new FakeItem("login1", 1, "LOGIN", true, new FakeFile("f1", "x"))), "later-");
        _op.Hook("case \"$*\" in 'vault get'*) once one || { once two && for f in later-*; do mv \"$f\" \"${f#later-}\"; done; };; esac");
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.True(_sink.ItemRecords["login1"].Archived);
        Assert.Equal("x", Encoding.UTF8.GetString(_sink.Files["f1"]));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_vault_that_changed_and_cannot_be_listed_again_is_named()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(2)));
        _op.HoldsOne(new FakeVault(FakeOp.VaultId, 2, FakeAccount.Items(3)), "later-");
        _op.Hook(AfterFirstBatch + "\ncase \"$*\" in 'item list'*) once listed || fail '(429) Too Many Requests: Please retry in 58 minutes' 4;; esac");
        await CaptureAsync();
        Assert.Equal(
            "it changed while the run went on and could not be listed again: quota used up; retry in 58 minutes",
            Assert.Single(_sink.Gaps).Reason);
    }

    private Task CaptureAsync() => _op.Source.CaptureAsync(VaultSelection.All, _sink, TestContext.Current.CancellationToken);
}
