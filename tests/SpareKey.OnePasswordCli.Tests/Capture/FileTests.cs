using System.Security.Cryptography;
using System.Text;
using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Tests.Fakes;

namespace SpareKey.OnePasswordCli.Tests.Capture;

public sealed class FileTests : IDisposable
{
    private readonly FakeOp _op = new();
    private readonly RecordingSink _sink = new();

    public void Dispose() => _op.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task Bytes_arrive_unchanged_whatever_they_are()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(300_000);
        bytes[^1] = (byte)'\n';
        Holds(new FakeFile("f1", "", bytes.Length));
        _op.Write("file-f1", bytes);
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.Equal(bytes, _sink.Files["f1"]);
        Assert.Contains($"read -n op://{FakeOp.VaultId}/login1/f1 --cache=false", _op.Calls);
    }

    [Fact(Timeout = 30_000)]
    public async Task Attachments_of_archived_items_are_unreachable_and_cost_no_call()
    {
        _op.Holds(new FakeVault(
            FakeOp.VaultId,
            1,
            new FakeItem("login1", 1, "LOGIN", true, new FakeFile("f1", "x")),
            new FakeItem("doc1", 1, "DOCUMENT", true, new FakeFile("d1", "first"), new FakeFile("d2", "second"))));
        await CaptureAsync();
        Assert.Equal(["d1"], _sink.Files.Keys);
        Assert.Equal(["d2", "f1"], _sink.Gaps.Select(static gap => gap.FileId!).Order(StringComparer.Ordinal));
        Assert.All(_sink.Gaps, static gap => Assert.Equal((GapKind.Unreachable, PartKind.File), (gap.Kind, gap.Part)));
        Assert.Equal(0, _op.CountOf("read"));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("content", 3, "announced 3 bytes, delivered 7")]
    [InlineData("content", 9, "announced 9 bytes, delivered 7")]
    [InlineData("", 1, "announced 1 bytes, delivered 0")]
    public async Task A_file_of_another_length_is_tried_twice_and_named(string content, long size, string reason)
    {
        Holds(new FakeFile("f1", content, size));
        await CaptureAsync();
        Assert.Equal(new CaptureGap(GapKind.Missing, PartKind.File, FakeOp.VaultId, "login1", "f1", reason), Assert.Single(_sink.Gaps));
        Assert.Empty(_sink.Files);
        Assert.Equal(2, _op.CountOf("read"));
        Assert.Equal(1, _op.CountOf("item get login1 --vault vaultvaultvaultvaultvault1 --include-archive --cache=false"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_cut_short_once_is_whole_the_second_time()
    {
        Holds(new FakeFile("f1", "content"));
        _op.Hook("case \"$*\" in read*) once short && { printf con; exit 0; };; esac");
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.Equal("content", Encoding.UTF8.GetString(_sink.Files["f1"]));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("fail 'something new'", "op failed with exit code 1 in a way that is not known")]
    [InlineData("fail 'something new' 0", "op exited with 0 but reported an error")]
    [InlineData("exit 3", "op ended with exit code 3 and said nothing")]
    public async Task Content_of_a_child_that_fails_after_printing_it_is_not_kept(string end, string reason)
    {
        Holds(new FakeFile("f1", "content"));
        _op.Hook($"case \"$*\" in read*) printf content; {end};; esac");
        await CaptureAsync();
        Assert.Empty(_sink.Files);
        Assert.Equal(reason, Assert.Single(_sink.Gaps).Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_that_fails_in_passing_is_read_again_from_its_start()
    {
        Holds(new FakeFile("f1", "content"));
        _op.Hook("case \"$*\" in read*) once net && { printf cont; fail 'could not get item: Server: (500) (Internal Server Error)' 4; };; esac");
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.Equal("content", Encoding.UTF8.GetString(_sink.Files["f1"]));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_that_stalls_is_ended_by_the_timeout()
    {
        Holds(new FakeFile("f1", "content"));
        _op.Limits = _op.Limits with { CallTimeout = TimeSpan.FromSeconds(3) };
        _op.Hook("case \"$*\" in read*) printf cont; exec sleep 60;; esac");
        await CaptureAsync();
        Assert.Equal("op gave no answer within 3 seconds", Assert.Single(_sink.Gaps).Reason);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_file_without_a_size_is_empty_or_measured()
    {
        Holds(new FakeFile("f1", "", NamesSize: false), new FakeFile("f2", "content", NamesSize: false));
        await CaptureAsync();
        Assert.Empty(_sink.Gaps);
        Assert.Empty(_sink.Files["f1"]);
        Assert.Equal("content", Encoding.UTF8.GetString(_sink.Files["f2"]));
        Assert.Equal(7, _sink.FileRecords["f2"].Size);
        Assert.Equal(1 + 3, _op.CountOf("read"));
    }

    [Fact(Timeout = 30_000)]
    public async Task Odd_mentions_of_files_cost_no_more_than_themselves()
    {
        Holds(new FakeFile("f1", "content", Name: "../../evil\\u0000"), new FakeFile("f1", "content"), new FakeFile("a/b", "x"));
        File.Delete(Path.Combine(_op.Folder, "file-f1"));
        _op.Write("file-f1", "content");
        await CaptureAsync();
        Assert.Equal("../../evil\0", _sink.FileRecords["f1"].Name);
        Assert.Equal("the item names a file without a usable id", Assert.Single(_sink.Gaps).Reason);
        Assert.Contains("more than once", Assert.Single(_sink.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, _op.CountOf("read"));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_document_without_a_file_is_told()
    {
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, new FakeItem("doc1", 1, "DOCUMENT")));
        await CaptureAsync();
        Assert.Contains("names no file", Assert.Single(_sink.Warnings), StringComparison.Ordinal);
    }

    private void Holds(params FakeFile[] files)
    {
        foreach (FakeFile file in files.Where(static file => file.Id.Contains('/')))
            Directory.CreateDirectory(Path.Combine(_op.Folder, "file-" + file.Id[..file.Id.IndexOf('/', StringComparison.Ordinal)]));
        _op.Holds(new FakeVault(FakeOp.VaultId, 1, new FakeItem("login1", 1, "LOGIN", false, files)));
    }

    private Task CaptureAsync() => _op.Source.CaptureAsync(VaultSelection.All, _sink, TestContext.Current.CancellationToken);
}
