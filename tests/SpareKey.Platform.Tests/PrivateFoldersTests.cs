using SpareKey.Core.Errors;
using SpareKey.Platform.Files;
using SpareKey.TestKit;

namespace SpareKey.Platform.Tests;

public sealed class PrivateFoldersTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly PrivateFolders _folders = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_new_folder_and_its_files_are_for_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions");
        var folder = _folders.OpenEmpty(Path.Combine(_temp.Path, "out"));
        folder.CreateFile("a/b.txt").Dispose();

        Assert.Equal(PrivateFolders.FolderMode, File.GetUnixFileMode(folder.Path));
        Assert.Equal(PrivateFolders.FolderMode, File.GetUnixFileMode(Path.Combine(folder.Path, "a")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "a", "b.txt")));
    }

    [Fact]
    public void An_empty_folder_that_others_could_read_is_closed_first()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions");
        var path = Directory.CreateDirectory(Path.Combine(_temp.Path, "open"), (UnixFileMode)0x1FF).FullName;

        _folders.OpenEmpty(path);

        Assert.Equal(PrivateFolders.FolderMode, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused()
    {
        File.WriteAllText(Path.Combine(_temp.Path, "x"), "");

        var failure = Assert.Throws<UserErrorException>(() => _folders.OpenEmpty(_temp.Path));

        Assert.Contains("not empty", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        Directory.CreateDirectory(Path.Combine(_temp.Path, "real"));
        Directory.CreateSymbolicLink(Path.Combine(_temp.Path, "link"), Path.Combine(_temp.Path, "real"));

        Assert.Throws<UserErrorException>(() => _folders.OpenEmpty(Path.Combine(_temp.Path, "link")));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("a/../../outside.txt")]
    [InlineData("/etc/outside.txt")]
    [InlineData("")]
    public void No_path_leads_out(string path)
    {
        var folder = _folders.OpenEmpty(Path.Combine(_temp.Path, "out"));

        Assert.Throws<UserErrorException>(() => folder.CreateFile(path).Dispose());
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_temp.Path).Select(entry => Path.GetFileName(entry)));
    }

    [Fact]
    public void A_file_that_is_there_is_never_overwritten()
    {
        var folder = _folders.OpenOrCreate(Path.Combine(_temp.Path, "keys"));
        folder.CreateFile("recovery.pfx").Dispose();

        Assert.Throws<UserErrorException>(() => folder.CreateFile("recovery.pfx").Dispose());
    }
}
