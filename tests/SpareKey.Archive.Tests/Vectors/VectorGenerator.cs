using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpareKey.Archive.Container;

namespace SpareKey.Archive.Tests;

/// <summary>
/// Makes testvectors/archive. Keys are fresh in every run, so all of it is replaced at once:
/// SPAREKEY_WRITE_VECTORS=1 dotnet run --project tests/SpareKey.Archive.Tests -- -method "*Write_the_vectors_of_version_1"
/// </summary>
public sealed class VectorGenerator
{
    private static readonly RecipientCertificate[] Recipients = [TestRecipient.Anna.Certificate, TestRecipient.Ben.Certificate];
    private readonly List<VectorCase> _cases = [];

    [Fact]
    public async Task Write_the_vectors_of_version_1()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SPAREKEY_WRITE_VECTORS") is "1", "set SPAREKEY_WRITE_VECTORS=1 to make the test vectors anew");
        Directory.CreateDirectory(VectorFolder.File("damaged"));
        var good = await MakeAsync(VectorContent.Entries);
        await WriteKeysAsync();
        await AddAsync(good.FileName, good.FileName, good.Bytes, [], []);
        await File.WriteAllBytesAsync(VectorFolder.File(good.FileName + ".sha256"), SnapshotSidecar.Create(good.FileName, good.Receipt.Sha256));
        await FlipsAsync(good);
        await ShapesAsync(good);
        await ExchangesAsync(good, await MakeAsync(VectorContent.Entries));
        await HeadersAsync(good);
        await LyingSignerAsync(good);
        var expect = new JsonObject { ["files"] = new JsonArray([.. _cases.Select(vector => (JsonNode)vector.ToJson())]) };
        await File.WriteAllTextAsync(VectorFolder.File("expect.json"), expect.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() }) + "\n");
    }

    private static async Task<Made> MakeAsync(IEnumerable<(string Path, byte[] Content)> entries)
    {
        var settings = Made.NewSettings(VectorContent.SliceTarget) with { Label = "vector", AccountId = "VECTORACCOUNT", Tool = "sparekey test vectors", Source = "made up", Recipients = Recipients };
        using var output = new MemoryStream();
        await using var writer = new SnapshotWriter(output, settings);
        foreach (var (path, content) in entries)
            await writer.AddAsync(path, Made.Created, content, CancellationToken.None);
        await writer.FinishAsync(Made.Conclusion(VectorContent.Index), CancellationToken.None);
        return new Made(output.ToArray(), await writer.ReadBackAsync(CancellationToken.None), settings);
    }

    private static async Task WriteKeysAsync()
    {
        await File.WriteAllBytesAsync(VectorFolder.File("recovery-1.pfx"), TestRecipient.Anna.Pfx);
        await File.WriteAllBytesAsync(VectorFolder.File("recovery-2.pfx"), TestRecipient.Ben.Pfx);
        await File.WriteAllTextAsync(VectorFolder.File("signer.pem"), Made.Signer.CertificatePem);
        await File.WriteAllTextAsync(VectorFolder.File("signer.sha256"), Made.Signer.Thumbprint + "\n");
        await File.WriteAllTextAsync(VectorFolder.File("password.txt"), $"TEST DATA. These keys protect nothing.\nThe password of recovery-1.pfx and recovery-2.pfx is: {TestRecipient.VectorPassword}\n");
    }

    private async Task FlipsAsync(Made good)
    {
        var container = ContainerReader.Open(good.Stream);
        foreach (var name in (string[])[SnapshotPart.Readme, "segments/000002.cms", SnapshotPart.Index, SnapshotPart.Header, SnapshotPart.Signature])
        {
            var entry = container.Find(name);
            await DamagedAsync($"flipped-bit-in-{name.Replace('/', '-')}", Flip(good.Bytes, (int)(entry.DataOffset + (entry.Size / 2))), [name], [name]);
        }

        await DamagedAsync("flipped-bit-in-a-tag", Flip(good.Bytes, (int)container.Segment(1).End - 1), ["segments/000001.cms"], ["segments/000001.cms", "vaults/vaulta/vault.json"]);
        await DamagedAsync("flipped-bit-in-an-encrypted-key", Flip(good.Bytes, (int)container.Segment(1).DataOffset + 300), ["segments/000001.cms"], ["segments/000001.cms"]);
        await DamagedAsync("flipped-bit-in-a-local-header", Flip(good.Bytes, (int)container.Segment(1).HeaderOffset + 10), [SnapshotPart.Container], [SnapshotPart.Container]);
        await DamagedAsync("flipped-bit-in-the-directory", Flip(good.Bytes, (int)container.Entries[^1].End + 38), [SnapshotPart.Container], [SnapshotPart.Container]);
        await DamagedAsync("flipped-bit-in-the-end-record", Flip(good.Bytes, good.Bytes.Length - 3), [SnapshotPart.Container], [SnapshotPart.Container]);
    }

    private async Task ShapesAsync(Made good)
    {
        await ContainerAsync("truncated", good.Bytes[..^1]);
        await ContainerAsync("truncated-in-the-middle", good.Bytes[..(good.Bytes.Length / 2)]);
        await ContainerAsync("empty", []);
        await ContainerAsync("byte-appended", [.. good.Bytes, 0]);
        await ContainerAsync("byte-in-front", [0, .. good.Bytes]);
        await ContainerAsync("deflated-by-a-stock-zip", Deflated(good));
        await ContainerAsync("foreign-name", await Forge.ZipAsync([("../README.txt", good.Parts()[0].Content), .. good.Parts()[1..]]));
        await ContainerAsync("additional-file", await Forge.ZipAsync([.. good.Parts(), ("more.txt", [1])]));
        await AddAsync("damaged/other-time-in-the-container.zip", good.FileName, await Forge.ZipAsync(good.Parts(), Made.Created.AddDays(1)), [SnapshotPart.Header], [SnapshotPart.Header]);
        await AddAsync("damaged/under-a-newer-name.zip", "vector_20261122T025057Z.sparekey.zip", good.Bytes, [SnapshotPart.FileName], [SnapshotPart.FileName]);
    }

    private async Task ExchangesAsync(Made good, Made other)
    {
        var parts = good.Parts();
        (parts[1], parts[2]) = ((parts[1].Name, parts[2].Content), (parts[2].Name, parts[1].Content));
        await DamagedAsync("segments-exchanged", await Forge.ZipAsync(parts), ["segments/000001.cms", "segments/000002.cms"], ["segments/000001.cms", "segments/000002.cms"]);
        parts = good.Parts();
        parts.RemoveAt(2);
        await ContainerAsync("segment-dropped", await Forge.ZipAsync(parts));
        await DamagedAsync("segment-dropped-and-renumbered", await Forge.ZipAsync(Forge.Renumbered(parts)), [SnapshotPart.Header], [SnapshotPart.Header]);
        await DamagedAsync("segment-dropped-and-signed", await Forge.ZipAsync(Forge.Resigned(Forge.Renumbered(parts), Made.Signer)), [], [SnapshotPart.Header]);
        parts = good.Parts();
        parts[2] = other.Parts()[2];
        await DamagedAsync("segment-of-another-snapshot", await Forge.ZipAsync(parts), ["segments/000002.cms"], ["segments/000002.cms"]);
        await DamagedAsync("segment-of-another-snapshot-and-signed", await Forge.ZipAsync(Forge.Resigned(parts, Made.Signer)), [], [SnapshotPart.Header]);
        await DamagedAsync("index-of-another-snapshot-and-signed", await Forge.ZipAsync(Forge.Replaced(good.Parts(), SnapshotPart.Index, other.Parts()[^3].Content)), [], [SnapshotPart.Header]);
    }

    private async Task HeadersAsync(Made good)
    {
        var parts = good.Parts();
        await DamagedAsync("resigned-by-a-stranger", await Forge.ZipAsync(Forge.Resigned(parts, Made.Stranger)), [], [SnapshotPart.Header]);
        await DamagedAsync("signature-of-a-stranger", await Forge.ZipAsync([.. parts[..^1], (SnapshotPart.Signature, Made.Stranger.SignDetached(parts[^2].Content))]), [SnapshotPart.Signature], [SnapshotPart.Signature]);
        await HeaderAsync("newer-version", parts, "\"version\": 1", "\"version\": 2");
        await HeaderAsync("unknown-member", parts, "\"version\": 1", "\"version\": 1, \"more\": 1");
        await HeaderAsync("doubled-member", parts, "\"version\": 1", "\"version\": 1, \"version\": 1");
        await HeaderAsync("missing-member", parts, "\"complete\": true,", "");
    }

    // The signer's key is in wrong hands, or its program is wrong: only who can open the snapshot sees it.
    private async Task LyingSignerAsync(Made good)
    {
        var parts = good.Parts();
        var tar = Forge.OpenedSegment(parts, 1);
        await SegmentAsync("tar-header-changed", parts, Forge.Gzip(With(tar, 100)), "vaults/vaulta/vault.json");
        await SegmentAsync("tar-content-changed", parts, Forge.Gzip(With(tar, 515)), "vaults/vaulta/vault.json");
        await SegmentAsync("tar-padding-not-zero", parts, Forge.Gzip(With(tar, 1000)), "vaults/vaulta/vault.json");
        await SegmentAsync("gzip-bomb", parts, Forge.Gzip(new byte[16 * 1024 * 1024]), "segments/000001.cms");
        await SegmentAsync("gzip-followed-by-a-byte", parts, [.. Forge.Gzip(tar), 0], "segments/000001.cms");
        await IndexAsync("path-that-climbs", parts, "vaults/vaulta/vault.json", "../../vaults/vault.json");
        await IndexAsync("entry-moved", parts, "\"offset\":0", "\"offset\":512");
        await IndexAsync("index-with-unknown-member", parts, "\"version\":1", "\"version\":1,\"more\":1");
        var message = parts[1].Content;
        byte[] indefinite = [0x30, 0x80, .. message[4..], 0, 0];
        await DamagedAsync("segment-in-ber", await Forge.ZipAsync(Forge.Replaced(parts, "segments/000001.cms", indefinite)), ["segments/000001.cms"], ["segments/000001.cms"]);
        await DamagedAsync("other-recipients", await Forge.ZipAsync(Forge.Replaced(parts, "segments/000001.cms", Forge.Seal(Forge.Gzip(tar), [TestRecipient.Anna.Certificate]))), ["segments/000001.cms"], ["segments/000001.cms"]);
        var broken = await MakeAsync([("vaults/vaulta/items/item1.json", "{\"id\":"u8.ToArray())]);
        await DamagedAsync("json-that-is-none", broken.Bytes, [], ["vaults/vaulta/items/item1.json"]);
    }

    private Task ContainerAsync(string name, byte[] bytes) => DamagedAsync(name, bytes, [SnapshotPart.Container], [SnapshotPart.Container]);

    private async Task HeaderAsync(string name, List<(string Name, byte[] Content)> parts, string from, string to)
    {
        var text = Encoding.UTF8.GetString(parts[^2].Content).Replace(from, to, StringComparison.Ordinal);
        await DamagedAsync(name, await Forge.ZipAsync(Forge.WithHeader(parts, Encoding.UTF8.GetBytes(text), Made.Signer)), [SnapshotPart.Header], [SnapshotPart.Header]);
    }

    private async Task SegmentAsync(string name, List<(string Name, byte[] Content)> parts, byte[] member, string part) =>
        await DamagedAsync(name, await Forge.ZipAsync(Forge.WithSegment(parts, 1, member, Recipients)), [], [part]);

    private async Task IndexAsync(string name, List<(string Name, byte[] Content)> parts, string from, string to) =>
        await DamagedAsync(name, await Forge.ZipAsync(Forge.WithIndexText(parts, text => text.Replace(from, to, StringComparison.Ordinal), Recipients)), [], [SnapshotPart.Index]);

    private Task DamagedAsync(string name, byte[] bytes, string[] withoutKey, string[] withKey) =>
        AddAsync($"damaged/{name}.zip", "vector_20261121T025057Z.sparekey.zip", bytes, withoutKey, withKey);

    private async Task AddAsync(string file, string fileName, byte[] bytes, string[] withoutKey, string[] withKey)
    {
        await File.WriteAllBytesAsync(VectorFolder.File(file), bytes);
        _cases.Add(new VectorCase(file, fileName, withoutKey, withKey));
    }

    private static byte[] Flip(byte[] bytes, int at) => With(bytes, at);

    private static byte[] With(byte[] bytes, int at)
    {
        var changed = bytes.ToArray();
        changed[at] ^= 1;
        return changed;
    }

    private static byte[] Deflated(Made good)
    {
        using var output = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(output, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in good.Parts())
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return output.ToArray();
    }
}
