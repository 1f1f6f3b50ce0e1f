using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Tests;

public sealed class SnapshotPathsTests
{
    [Theory]
    [InlineData("notes.txt", "notes.txt")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("C:\\Windows\\win.ini", "C__Windows_win.ini")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("con", "_con")]
    [InlineData("Com1.txt", "_Com1.txt")]
    [InlineData("trailing...", "trailing")]
    [InlineData(".hidden", "hidden")]
    [InlineData("-rf", "rf")]
    [InlineData("naïve résumé.pdf", "na_ve_r_sum_.pdf")]
    [InlineData("a\u202Etxt.exe", "a_txt.exe")]
    [InlineData("tab\tnew\nline", "tab_new_line")]
    [InlineData("💾.bin", "_.bin")]
    public void A_hostile_name_becomes_a_safe_one(string name, string safe) =>
        Assert.Equal(safe, SnapshotPaths.SafeName(name));

    [Fact]
    public void A_long_name_is_cut() => Assert.Equal(80, SnapshotPaths.SafeName(new string('a', 5000)).Length);

    [Fact]
    public void A_usual_id_stays_as_it_is() =>
        Assert.Equal("vaults/36vhq4xz3r6hnemzadk33evi4a/items/2es3264asyxpp77km3kjyp5jci.json", SnapshotPaths.Item("36vhq4xz3r6hnemzadk33evi4a", "2es3264asyxpp77km3kjyp5jci"));

    [Theory]
    [InlineData("../up")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("UPPER")]
    public void An_unusual_id_is_replaced_by_a_digest(string id)
    {
        var path = SnapshotPaths.Vault(id);

        Assert.Matches("^vaults/x-[0-9a-f]{26}/vault\\.json$", path);
    }

    [Fact]
    public void Ids_that_differ_in_case_only_stay_apart_where_file_systems_fold_case() =>
        Assert.NotEqual(SnapshotPaths.Vault("abc"), SnapshotPaths.Vault("ABC"), StringComparer.OrdinalIgnoreCase);
}
