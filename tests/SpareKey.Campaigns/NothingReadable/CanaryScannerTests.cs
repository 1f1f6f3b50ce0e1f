using System.IO.Compression;
using System.Text;
using SpareKey.TestKit;
using SpareKey.TestKit.Canaries;

namespace SpareKey.Campaigns.NothingReadable;

/// <summary>The search that everything else relies on finds what is planted on purpose.</summary>
public sealed class CanaryScannerTests
{
    private const string Secret = "canary-selftest-Xw6Tz2qLm9Vb";

    private static readonly CanaryScanner Scanner = new([new Canary("self test", Secret)]);

    public static TheoryData<string, byte[]> Leaks => new()
    {
        { "plain", Utf8($"x{Secret}y") },
        { "utf-16 little endian", Encoding.Unicode.GetBytes($"x{Secret}y") },
        { "utf-16 big endian", Encoding.BigEndianUnicode.GetBytes($"x{Secret}y") },
        { "utf-16 at an odd offset", [0, .. Encoding.Unicode.GetBytes(Secret)] },
        { "hex", Utf8(Convert.ToHexStringLower(Utf8(Secret))) },
        { "hex, upper case", Utf8(Convert.ToHexString(Utf8(Secret))) },
        { "base64, aligned", Utf8(Convert.ToBase64String(Utf8(Secret + "more"))) },
        { "base64, one byte before", Utf8(Convert.ToBase64String(Utf8("1" + Secret + "more"))) },
        { "base64, two bytes before", Utf8(Convert.ToBase64String(Utf8("12" + Secret + "more"))) },
        { "base64url", Utf8(Convert.ToBase64String(Utf8("123" + Secret)).Replace('+', '-').Replace('/', '_')) },
        { "gzip", [.. "before"u8, .. Packed(Utf8($"{new string('z', 10_000)}{Secret}"))] },
        { "cut gzip", Packed([.. Utf8(Secret), .. System.Security.Cryptography.RandomNumberGenerator.GetBytes(200_000)])[..150_000] },
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public async Task A_planted_secret_is_found_in_every_form(string form, byte[] leak)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("deep/er"));
        await folder.WriteAsync("deep/er/file", (byte[])[.. new byte[70_000], .. leak, .. new byte[100]]);

        var report = await Scanner.ScanAsync(folder.Path);

        Assert.True(report.Findings.Count > 0, form);
        Assert.All(report.Findings, finding => Assert.Equal("self test", finding.Canary));
    }

    [Fact]
    public async Task A_secret_in_a_file_name_is_found()
    {
        using var folder = new TempFolder();
        await folder.WriteAsync(Secret, default);

        Assert.Single((await Scanner.ScanAsync(folder.Path)).Findings);
    }

    [Fact]
    public async Task A_clean_folder_is_clean_and_counted_and_pipes_do_not_stop_the_search()
    {
        using var folder = new TempFolder();
        await folder.WriteAsync("one", Utf8("nothing here"));
        await folder.WriteAsync("two", new byte[] { 0x1F, 0x8B, 0x08, 1, 2, 3 });
        if (!OperatingSystem.IsWindows())
            (await StockTool.RunAsync("mkfifo", [folder.File("pipe")])).Expect();

        var report = await Scanner.ScanAsync(folder.Path);

        Assert.Empty(report.Findings);
        Assert.Equal(2, report.Files);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(plain);
        return packed.ToArray();
    }
}
