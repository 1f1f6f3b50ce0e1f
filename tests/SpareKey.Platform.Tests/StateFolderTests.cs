using SpareKey.Core.Errors;
using SpareKey.Core.State;
using SpareKey.Platform.State;
using SpareKey.TestKit;

namespace SpareKey.Platform.Tests;

public sealed class StateFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private static SnapshotHead Head => new("work", "n", "i", "a", "b", default);

    private StateFolder State => new(Path.Combine(_temp.Path, "state"));

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void There_is_no_signer_at_first() => Assert.Null(State.ReadSigner());

    [Fact]
    public void A_signer_is_kept_for_its_owner_only()
    {
        State.KeepSigner([1, 2, 3]);

        Assert.Equal([1, 2, 3], State.ReadSigner());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(State.Name, "signer.key")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(State.Name));
        }
    }

    [Fact]
    public void The_first_of_two_signers_stays()
    {
        State.KeepSigner([1]);

        Assert.Equal([1], State.KeepSigner([2]));
        Assert.Equal(["signer.key"], Directory.EnumerateFiles(State.Name).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public void A_head_comes_back_as_it_was()
    {
        var head = new SnapshotHead("work", "work_20261121T020304Z.sparekey.zip", "id", "aa", "bb", new DateTimeOffset(2026, 11, 21, 2, 3, 4, TimeSpan.Zero));

        State.WriteHead(head with { Id = "older" });
        State.WriteHead(head);

        Assert.Equal(head, State.ReadHead("work"));
        Assert.Null(State.ReadHead("other"));
    }

    [Fact]
    public void What_a_run_that_died_left_half_written_is_cleared()
    {
        State.KeepSigner([1]);
        State.WriteHead(Head);
        var left = new[] { Path.Combine(State.Name, "signer.key.0123.new"), Path.Combine(State.Name, "heads", "work.json.0123.new") };
        foreach (var file in left)
            File.WriteAllText(file, "half a private key");

        State.KeepSigner([2]);
        State.WriteHead(Head);

        Assert.DoesNotContain(left, File.Exists);
        Assert.Equal([1], State.ReadSigner());
    }

    [Fact]
    public void What_another_run_is_writing_stays()
    {
        State.KeepSigner([1]);
        var draft = Path.Combine(State.Name, "signer.key.4567.new");
        using (new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            State.KeepSigner([2]);

        Assert.True(File.Exists(draft));
    }

    [Fact]
    public void A_damaged_head_is_an_error_with_a_hint()
    {
        State.WriteHead(new SnapshotHead("work", "n", "i", "a", "b", default));
        File.WriteAllText(Path.Combine(State.Name, "heads", "work.json"), "{");

        var failure = Assert.Throws<UserErrorException>(() => State.ReadHead("work"));

        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Hint);
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("")]
    [InlineData("a/b")]
    public void A_label_cannot_lead_out_of_the_folder(string label) =>
        Assert.Throws<ArgumentException>(() => State.ReadHead(label));
}
