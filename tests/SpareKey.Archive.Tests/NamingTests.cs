using System.Text;

namespace SpareKey.Archive.Tests;

public sealed class NamingTests
{
    [Fact]
    public void A_file_name_is_built_and_read_again()
    {
        var name = new SnapshotFileName("My.Team-1", new DateTimeOffset(2026, 3, 1, 7, 8, 9, TimeSpan.FromHours(2)));
        Assert.Equal("My.Team-1_20260301T050809Z.sparekey.zip", name.ToString());
        Assert.True(SnapshotFileName.TryParse(name.ToString(), out var again));
        Assert.Equal(name, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData(".a")]
    [InlineData("a_b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("../a")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Other_labels_are_refused(string label)
    {
        Assert.False(SnapshotFileName.IsLabel(label));
        Assert.Throws<ArgumentException>(() => new SnapshotFileName(label, Made.Created));
        Assert.False(SnapshotFileName.TryParse($"{label}_20260301T050809Z.sparekey.zip", out _));
    }

    [Theory]
    [InlineData("a_20260301T050809Z.sparekey.zip.partial")]
    [InlineData("a_20260301T050809Z.zip")]
    [InlineData("a_20260301T050809.sparekey.zip")]
    [InlineData("a_20260230T050809Z.sparekey.zip")]
    [InlineData("a_20260301T250809Z.sparekey.zip")]
    [InlineData("a_2026-03-01T05:08:09Z.sparekey.zip")]
    [InlineData("a_20260301t050809z.sparekey.zip")]
    [InlineData("a__20260301T050809Z.sparekey.zip")]
    [InlineData("x/a_20260301T050809Z.sparekey.zip")]
    [InlineData("a_20260301T050809Z.SPAREKEY.ZIP")]
    [InlineData("a_19700301T050809Z.sparekey.zip")]
    [InlineData(null)]
    public void Other_file_names_are_refused(string? name) => Assert.False(SnapshotFileName.TryParse(name, out _));

    [Fact]
    public void A_snapshot_id_is_16_bytes_in_base32()
    {
        Assert.Equal("aaaaaaaaaaaaaaaaaaaaaaaaaa", SnapshotId.Create(new byte[16]).Value);
        var id = SnapshotId.Create([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.Equal("77777777777777777777777774", id.Value);
        Assert.Equal(id, SnapshotId.Parse("77777777777777777777777774"));
        Assert.Throws<ArgumentException>(() => SnapshotId.Create(new byte[15]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("77777777777777777777777777")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaa1")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Other_ids_are_refused(string? id) => Assert.False(SnapshotId.TryParse(id, out _));

    [Fact]
    public void A_sidecar_is_one_line_for_sha256sum()
    {
        var bytes = SnapshotSidecar.Create("a.zip", new string('a', 64));
        Assert.Equal(new string('a', 64) + "  a.zip\n", Encoding.ASCII.GetString(bytes));
        Assert.Equal(("a.zip", new string('a', 64)), (SnapshotSidecar.Parse(bytes).FileName, SnapshotSidecar.Parse(bytes).Sha256));
        Assert.Throws<ArgumentException>(() => SnapshotSidecar.Create("a/b", new string('a', 64)));
        Assert.Throws<ArgumentException>(() => SnapshotSidecar.Create("a", new string('A', 64)));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("g")]
    public void A_digest_in_capitals_or_no_digest_is_refused(string digit) => Refused(string.Concat(Enumerable.Repeat(digit, 64)) + "  a.zip\n");

    [Theory]
    [InlineData(" a.zip\n")]
    [InlineData(" *a.zip\n")]
    [InlineData("  a.zip")]
    [InlineData("  a.zip\r\n")]
    [InlineData("  ../a.zip\n")]
    [InlineData("  \n")]
    [InlineData("  a.zip\n\n")]
    public void Other_lines_are_refused(string rest) => Refused(new string('a', 64) + rest);

    private static void Refused(string text) => Assert.Throws<SnapshotDamagedException>(() => SnapshotSidecar.Parse(Encoding.UTF8.GetBytes(text)));
}
