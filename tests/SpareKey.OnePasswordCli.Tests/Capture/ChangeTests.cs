using System.Text;
using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Tests.Fakes;

namespace SpareKey.OnePasswordCli.Tests.Capture;

/// <summary>A vault that moves while it is read. The hook puts a later state in place after the first batch.</summary>
public sealed class ChangeTests : IDisposable
{
    private const string AfterFirstBatch = "case \"$*\" in 'vault get'*) if [ -f batched ] && once moved; then for f in later-*; do mv \"$f\" \"${f#later-}\"; done; fi;; 'item get -'*) touch batched;; esac";

    private readonly FakeOp op = new();
    private readonly RecordingSink sink = new();

    public void Dispose() => op.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task New_and_changed_items_are_fetched_and_gone_ones_told()
    {
        FakeItem kept = new("kept1"), changed = new("changed1"), gone = new("gone1");
        op.Holds(new FakeVault(FakeOp.VaultId, 1, kept, changed, gone) { Name = "Before" });
        op.HoldsOne(new FakeVault(FakeOp.VaultId, 4, kept, changed with { Version = 2 }, new FakeItem("new1")) { Name = "After" }, "later-");
        op.Hook(AfterFirstBatch);
        await CaptureAsync();
        Assert.Empty(sink.Gaps);
        Assert.Equal(["changed1", "gone1", "kept1", "new1"], sink.Items.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, sink.ItemRecords["changed1"].Version);
        Assert.Equal(5, sink.ItemHandOvers);
        Assert.Equal(("After", 4L), (sink.VaultRecords[FakeOp.VaultId].Name, sink.VaultRecords[FakeOp.VaultId].ContentVersion));
        Assert.Equal($"item gone1 in vault {FakeOp.VaultId} was deleted while the run went on", Assert.Single(sink.Warnings));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_item_that_vanished_before_it_was_read_is_told_and_is_no_gap()
    {
        FakeItem[] items = FakeAccount.Items(3);
        op.Holds(new FakeVault(FakeOp.VaultId, 1, items));
        op.HoldsOne(new FakeVault(FakeOp.VaultId, 2, items[0], items[2]), "later-");
        op.Hook("case \"$*\" in 'item get -'*) rm -f item-item00001;; esac\n" + AfterFirstBatch);
        await CaptureAsync();
        Assert.Empty(sink.Gaps);
        Assert.Equal(2, sink.Items.Count);
        Assert.Contains("item00001", Assert.Single(sink.Warnings), StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_item_that_stays_listed_and_cannot_be_found_is_missing()
    {
        op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(3)));
        File.Delete(Path.Combine(op.Folder, "item-item00001"));
        await CaptureAsync();
        Assert.Equal("item00001", Assert.Single(sink.Gaps).ItemId);
        Assert.Equal(2, op.CountOf("item list"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_vault_that_never_rests_is_left_as_last_read()
    {
        op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(2)));
        op.Hook("case \"$*\" in 'vault get'*) echo x >> n; sed \"s/\\\"content_version\\\": .*/\\\"content_version\\\": $(wc -l < n),/\" vault-$3; exit 0;; esac");
        await CaptureAsync();
        Assert.Empty(sink.Gaps);
        Assert.Equal(2, sink.Items.Count);
        Assert.Contains("what was captured last stands", Assert.Single(sink.Warnings), StringComparison.Ordinal);
        Assert.Equal(5, op.CountOf("vault get"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_vault_that_goes_away_is_missing()
    {
        op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(2)));
        op.Hook("case \"$*\" in 'vault get'*) once there || rm -f vault-$3;; esac");
        await CaptureAsync();
        CaptureGap gap = Assert.Single(sink.Gaps);
        Assert.Equal((PartKind.Vault, FakeOp.VaultId), (gap.Part, gap.VaultId));
        Assert.StartsWith("it went away while the run went on", gap.Reason, StringComparison.Ordinal);
        Assert.Equal(2, sink.Items.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_replaced_while_its_item_was_read_arrives_in_its_new_form()
    {
        FakeItem before = new("login1", 1, "LOGIN", false, new FakeFile("f1", "old"));
        op.Holds(new FakeVault(FakeOp.VaultId, 1, before));
        op.HoldsOne(new FakeVault(FakeOp.VaultId, 2, new FakeItem("login1", 2, "LOGIN", false, new FakeFile("f1", "newer content"))), "later-");
        op.Hook("case \"$*\" in read*) if once moved; then for f in later-*; do mv \"$f\" \"${f#later-}\"; done; fi;; esac");
        await CaptureAsync();
        Assert.Empty(sink.Gaps);
        Assert.Equal("newer content", Encoding.UTF8.GetString(sink.Files["f1"]));
        Assert.Equal(2, sink.ItemRecords["login1"].Version);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_attachment_taken_before_its_item_was_archived_is_no_gap()
    {
        op.Holds(new FakeVault(FakeOp.VaultId, 1, new FakeItem("login1", 1, "LOGIN", false, new FakeFile("f1", "x"))));
        op.HoldsOne(new FakeVault(FakeOp.VaultId, 2, new FakeItem("login1", 1, "LOGIN", true, new FakeFile("f1", "x"))), "later-");
        op.Hook("case \"$*\" in 'vault get'*) once one || { once two && for f in later-*; do mv \"$f\" \"${f#later-}\"; done; };; esac");
        await CaptureAsync();
        Assert.Empty(sink.Gaps);
        Assert.True(sink.ItemRecords["login1"].Archived);
        Assert.Equal("x", Encoding.UTF8.GetString(sink.Files["f1"]));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_vault_that_changed_and_cannot_be_listed_again_is_named()
    {
        op.Holds(new FakeVault(FakeOp.VaultId, 1, FakeAccount.Items(2)));
        op.HoldsOne(new FakeVault(FakeOp.VaultId, 2, FakeAccount.Items(3)), "later-");
        op.Hook(AfterFirstBatch + "\ncase \"$*\" in 'item list'*) once listed || fail '(429) Too Many Requests: Please retry in 58 minutes' 4;; esac");
        await CaptureAsync();
        Assert.Equal(
            "it changed while the run went on and could not be listed again: quota used up; retry in 58 minutes",
            Assert.Single(sink.Gaps).Reason);
    }

    private Task CaptureAsync() => op.Source.CaptureAsync(VaultSelection.All, sink, TestContext.Current.CancellationToken);
}
