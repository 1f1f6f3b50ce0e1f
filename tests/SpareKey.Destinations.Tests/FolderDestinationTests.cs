using SpareKey.Core.Errors;
using SpareKey.Destinations.Folder;
using SpareKey.TestKit;

namespace SpareKey.Destinations.Tests;

public sealed class FolderDestinationTests : IDisposable
{
    private const string Name = "test_20261121T020304Z.sparekey.zip";

    private readonly TempFolder _temp = new();

    private FolderDestination Destination => new(_temp.Path, TimeProvider.System);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_committed_draft_is_listed_with_its_sidecar()
    {
        Write(Name, "content");

        Assert.Equal([Name], Destination.List());
        Assert.Equal("sidecar", System.Text.Encoding.UTF8.GetString(Destination.ReadSidecar(Name)!));
        Assert.Equal("content", File.ReadAllText(Path.Combine(_temp.Path, Name)));
        Assert.Empty(Destination.OrphanSidecars());
    }

    [Fact]
    public void A_draft_that_is_given_up_leaves_nothing()
    {
        using (var held = Destination.Lock())
        using (var draft = held.Create(Name))
            draft.Content.Write("half"u8);

        Assert.Empty(Directory.EnumerateFiles(_temp.Path, "*.zip*"));
    }

    [Fact]
    public void A_snapshot_is_never_replaced()
    {
        Write(Name, "first");

        var failure = Assert.Throws<UserErrorException>(() => Write(Name, "second"));

        Assert.Contains("exists already", failure.Message, StringComparison.Ordinal);
        Assert.Equal("first", File.ReadAllText(Path.Combine(_temp.Path, Name)));
    }

    [Fact]
    public void Files_are_for_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions");
        Write(Name, "content");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_temp.Path, Name)));
    }

    [Fact]
    public void A_second_writer_is_told_who_holds_the_lock()
    {
        using var held = Destination.Lock();

        var failure = Assert.Throws<UserErrorException>(() => Destination.Lock());

        Assert.Equal(ExitCode.Locked, failure.ExitCode);
    }

    [Fact]
    public void The_lock_is_free_after_it_was_given_back()
    {
        Destination.Lock().Dispose();

        using var held = Destination.Lock();
        Assert.Empty(held.Warnings);
    }

    // The file system refuses to shorten a file that may only grow, as a share may refuse it late in a run.
    [Fact]
    public async Task A_lock_entry_that_cannot_be_cleared_is_told_and_the_lock_is_free_all_the_same()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "file attributes of Linux");
        var path = Path.Combine(_temp.Path, ".sparekey.lock");
        using var held = Destination.Lock();
        Assert.SkipUnless((await StockTool.RunAsync("chattr", ["+a", path])).ExitCode == 0, "chattr is not permitted here");
        IReadOnlyList<string> told;
        try
        {
            told = held.Release();
        }
        finally
        {
            await StockTool.RunAsync("chattr", ["-a", path]);
        }

        Assert.Contains("permission denied", Assert.Single(told), StringComparison.Ordinal);
        Assert.Empty(held.Release());
        using var next = Destination.Lock();
        Assert.Contains("did not end properly", Assert.Single(next.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_file_of_a_dead_run_here_is_taken_over_with_a_warning()
    {
        File.WriteAllText(Path.Combine(_temp.Path, ".sparekey.lock"), $"{Environment.MachineName}\n4711\n2026-11-20T10:00:00Z\n");

        using var held = Destination.Lock();

        Assert.Contains("4711", Assert.Single(held.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_young_lock_of_another_host_is_respected()
    {
        File.WriteAllText(Path.Combine(_temp.Path, ".sparekey.lock"), $"elsewhere.example\n4711\n{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}\n");

        var failure = Assert.Throws<UserErrorException>(() => Destination.Lock());

        Assert.Equal(ExitCode.Locked, failure.ExitCode);
        Assert.Contains("elsewhere.example", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_lock_of_another_host_is_taken_over_with_a_warning()
    {
        File.WriteAllText(Path.Combine(_temp.Path, ".sparekey.lock"), "elsewhere.example\n4711\n2020-01-01T00:00:00Z\n");

        using var held = Destination.Lock();

        Assert.Contains("elsewhere.example", Assert.Single(held.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Leftovers_of_a_dead_run_are_cleared_and_nothing_else()
    {
        Write(Name, "content");
        var leftovers = new[] { "test_20261121T020305Z.sparekey.zip.partial", "test_20261121T020305Z.sparekey.zip.sha256.partial", "test_20261121T020306Z.sparekey.zip.sha256" };
        foreach (var name in leftovers)
            File.WriteAllText(Path.Combine(_temp.Path, name), "x");
        File.WriteAllText(Path.Combine(_temp.Path, "holiday.jpg.partial"), "somebody else's");

        using var held = Destination.Lock();

        Assert.Equal(leftovers.Order(), held.ClearLeftovers().Order());
        Assert.Equal([".sparekey.lock", "holiday.jpg.partial", Name, Name + ".sha256"], Directory.EnumerateFiles(_temp.Path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_sidecar_beside_a_draft_is_no_orphan_and_goes_with_the_draft_of_a_dead_run()
    {
        var left = new[] { Name + ".partial", Name + ".sha256" };
        foreach (var name in left)
            File.WriteAllText(Path.Combine(_temp.Path, name), "x");

        Assert.Empty(Destination.OrphanSidecars());
        using var held = Destination.Lock();
        Assert.Equal(left, held.ClearLeftovers());
        Assert.Empty(Directory.EnumerateFiles(_temp.Path, "test_*"));
    }

    [Fact]
    public void A_sidecar_alone_is_an_orphan()
    {
        File.WriteAllText(Path.Combine(_temp.Path, Name + ".sha256"), "x");

        Assert.Equal([Name + ".sha256"], Destination.OrphanSidecars());
    }

    [Fact]
    public void The_probe_of_a_check_that_died_is_cleared()
    {
        File.WriteAllText(Path.Combine(_temp.Path, ".sparekey-probe-0123456789abcdef"), "");

        using var held = Destination.Lock();

        Assert.Single(held.ClearLeftovers());
        Assert.Equal([".sparekey.lock"], Directory.EnumerateFiles(_temp.Path).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public void A_destination_that_is_not_there_is_not_made()
    {
        var missing = new FolderDestination(Path.Combine(_temp.Path, "unmounted"), TimeProvider.System);

        var failure = Assert.Throws<UserErrorException>(() => missing.Lock());

        Assert.Contains("is not there", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_temp.Path, "unmounted")));
    }

    [Fact]
    public void Checking_for_writability_leaves_nothing()
    {
        Destination.CheckWritable();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_temp.Path));
    }

    [Theory]
    [InlineData("../other.zip")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public void A_name_cannot_lead_out_of_the_folder(string name) =>
        Assert.Throws<UserErrorException>(() => Destination.OpenRead(name).Dispose());

    private void Write(string name, string content)
    {
        using var held = Destination.Lock();
        using var draft = held.Create(name);
        draft.Content.Write(System.Text.Encoding.UTF8.GetBytes(content));
        draft.Flush();
        draft.Commit("sidecar"u8);
    }
}
