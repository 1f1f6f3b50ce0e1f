using System.Text;
using SpareKey.TestKit;

namespace SpareKey.Archive.Tests;

/// <summary>The committed snapshots of version 1: today's code must read them for ever, and name every kind of damage.</summary>
public sealed class VectorTests
{
    private const string Good = "vector_20261121T025057Z.sparekey.zip";

    public static TheoryData<string> Files() => [.. VectorCase.ReadAll().Select(vector => vector.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_vector_is_judged_as_expected(string file)
    {
        var vector = VectorCase.ReadAll().Single(candidate => string.Equals(candidate.File, file, StringComparison.Ordinal));
        var bytes = await File.ReadAllBytesAsync(VectorFolder.File(file));
        using var key = OpenKey("recovery-1.pfx");
        Expect(vector.WithoutKey, await Made.VerifyAsync(bytes, request => request with { FileName = vector.FileName }));
        Expect(vector.WithKey, await Made.VerifyAsync(bytes, request => request with { FileName = vector.FileName, RecoveryKey = key }));
    }

    [Fact]
    public void Every_file_of_the_folder_is_listed_and_every_listed_one_is_there()
    {
        var there = Directory.GetFiles(VectorFolder.Path, "*.zip", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(VectorFolder.Path, path).Replace('\\', '/'));
        Assert.Equal(there.Order(StringComparer.Ordinal), VectorCase.ReadAll().Select(vector => vector.File).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.True(VectorCase.ReadAll().Count > 25);
    }

    [Theory]
    [InlineData("recovery-1.pfx")]
    [InlineData("recovery-2.pfx")]
    public async Task Both_keys_open_the_good_snapshot_and_the_content_is_known(string pfx)
    {
        using var key = OpenKey(pfx);
        await using var file = File.OpenRead(VectorFolder.File(Good));
        using var reader = SnapshotReader.Open(file);
        Assert.True(reader.CheckSignature().IsValid);
        var index = reader.OpenIndex(key);
        Assert.Equal(VectorContent.Entries.Select(entry => entry.Path), index.Entries.Select(entry => entry.Path), StringComparer.Ordinal);
        foreach (var (path, content) in VectorContent.Entries)
            Assert.Equal(content, await reader.ReadEntryAsync(key, index.Find(path)!, 100_000, CancellationToken.None));
        Assert.Contains(index.Entries, entry => entry.Size > 2 * VectorContent.SliceTarget);
        Assert.Equal(VectorContent.Index, Encoding.UTF8.GetString(index.Content.Span));
    }

    [Fact]
    public async Task The_good_snapshot_is_sound_with_everything_one_can_know()
    {
        using var key = OpenKey("recovery-2.pfx");
        var report = await Made.VerifyAsync(await File.ReadAllBytesAsync(VectorFolder.File(Good)), request => request with
        {
            FileName = Good,
            Sidecar = File.ReadAllBytes(VectorFolder.File(Good + ".sha256")),
            ExpectedSigner = File.ReadAllText(VectorFolder.File("signer.sha256")).Trim(),
            RecoveryKey = key,
        });
        Assert.Empty(report.Findings);
        Assert.Empty(report.Notes);
    }

    [Fact]
    public async Task The_stranger_is_found_by_the_pinned_signer()
    {
        var report = await Made.VerifyAsync(await File.ReadAllBytesAsync(VectorFolder.File("damaged/resigned-by-a-stranger.zip")), request => request with { ExpectedSigner = File.ReadAllText(VectorFolder.File("signer.sha256")).Trim() });
        Assert.Contains(report.Findings, finding => finding.Part is SnapshotPart.Signature);
    }

    [Fact]
    public async Task Stock_tools_open_the_good_snapshot_with_the_committed_pfx()
    {
        using var folder = new TempFolder();
        var script = """
            set -e
            unzip -q "$1/vector_20261121T025057Z.sparekey.zip" -d snap
            openssl pkcs12 -in "$1/recovery-2.pfx" -nocerts -noenc -passin pass:test-data-only -out key.pem
            mkdir out
            for s in snap/segments/*.cms; do openssl cms -decrypt -inform DER -in "$s" -inkey key.pem -out part || exit 1; cat part; done | tar xzf - -C out
            """;
        (await StockTool.RunAsync("sh", ["-c", script, "sh", VectorFolder.Path], folder.Path)).Expect();
        foreach (var (path, content) in VectorContent.Entries)
            Assert.Equal(content, await folder.ReadAsync("out/" + path));
    }

    private static RecoveryKey OpenKey(string name) => RecoveryKey.Open(File.ReadAllBytes(VectorFolder.File(name)), TestRecipient.VectorPassword);

    private static void Expect(string[] parts, VerificationReport report)
    {
        var found = report.Findings.Select(finding => finding.Part).ToList();
        if (parts.Length == 0)
            Assert.Empty(report.Findings);
        Assert.All(parts, part => Assert.Contains(part, found, StringComparer.Ordinal));
    }
}
