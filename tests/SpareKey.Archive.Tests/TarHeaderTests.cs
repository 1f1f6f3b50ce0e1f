using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SpareKey.Archive.Tar;
using SpareKey.TestKit;

namespace SpareKey.Archive.Tests;

public sealed class TarHeaderTests
{
    [Theory]
    [InlineData("a/b.json", 17, 512)]
    [InlineData("big", 8_589_934_591, 512)]
    [InlineData("big", 8_589_934_592, 1536)]
    public async Task Gnu_tar_reads_name_size_mode_and_time(string path, long size, int length)
    {
        var header = TarHeader.Create(path, size, Made.Created);
        Assert.Equal((length, length), (header.Length, TarHeader.Length(path, size)));
        var words = (await ListAsync(header)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["-rw-------", "0/0", $"{size}", "2026-11-21", "02:50", path], words, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Gnu_tar_reads_every_safe_path_up_to_255_characters()
    {
        foreach (var path in (string[])[new('x', 100), new('x', 101), new('x', 255), Folders(100, 100), Folders(155, 99), Folders(155, 100)[1..], Folders(154, 100), Folders(50, 50, 50, 50), Folders(120, 120), Folders(1, 200), Folders(200, 1)])
        {
            Assert.True(EntryPath.IsValid(path));
            Assert.EndsWith(" " + path, await ListAsync(TarHeader.Create(path, 0, Made.Created)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Headers_of_any_path_and_size_are_whole_blocks_with_a_right_sum()
    {
        var paths = Gen.Elements("abcXYZ019._-".ToCharArray()).ListOf().Where(name => name.Count > 0).Select(name => new string([.. name]));
        var property = Prop.ForAll(paths.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (path, size) =>
        {
            if (!EntryPath.IsValid(path))
                return true;
            var header = TarHeader.Create(path, size * 16L, Made.Created);
            var last = header.AsSpan(header.Length - 512);
            var sum = Convert.ToInt32(Encoding.ASCII.GetString(last.Slice(148, 6)), 8);
            var actual = 8 * ' ';
            for (var i = 0; i < 512; i++)
                actual += i is >= 148 and < 156 ? 0 : last[i];
            return header.Length % 512 == 0 && sum == actual;
        });
        property.Check(Config.QuickThrowOnFailure);
    }

    private static string Folders(params int[] lengths) => string.Join('/', lengths.Select((length, i) => new string((char)('a' + i), length)));

    private static async Task<string> ListAsync(byte[] header)
    {
        // The content is missing on purpose for the large sizes; tar lists the header first and complains afterwards.
        var result = await StockTool.RunAsync("tar", ["-t", "-v", "--utc", "--numeric-owner", "-f", "-"], null, header);
        return result.Text.TrimEnd('\n');
    }
}
