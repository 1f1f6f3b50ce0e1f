using System.Text;

namespace SpareKey.Archive.Tests;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("\"complete\": true,", "\"complete\": true,\n  \"extra\": 1,")]
    [InlineData("\"complete\": true,", "\"complete\": true,\n  \"complete\": true,")]
    [InlineData("\"complete\": true,", "\"complete\": 1,")]
    [InlineData("\"complete\": true,", "")]
    [InlineData("\"previous\": null,", "")]
    [InlineData("\"previous\": null,", "\"previous\": {},")]
    [InlineData("\"previous\": null,", "\"previous\": [],")]
    [InlineData("\"items\": 3", "\"items\": 3, \"items\": 3")]
    [InlineData("\"items\": 3", "\"items\": 3.0")]
    [InlineData("\"items\": 3", "\"items\": -3")]
    [InlineData("\"items\": 3", "\"items\": 9007199254740992")]
    [InlineData("\"items\": 3", "\"it ems\": 3")]
    [InlineData("\"label\": \"test\"", "\"label\": \"te_st\"")]
    [InlineData("\"label\": \"test\"", "\"label\": \"\"")]
    [InlineData("\"label\": \"test\"", "\"Label\": \"test\"")]
    [InlineData("\"tool\": \"tests\"", "\"tool\": \"te\\u0007sts\"")]
    [InlineData("\"created\": \"2026-11-21T02:50:57Z\"", "\"created\": \"2026-11-21T02:50:57.0Z\"")]
    [InlineData("\"created\": \"2026-11-21T02:50:57Z\"", "\"created\": \"2026-11-21T02:50:57+00:00\"")]
    [InlineData("\"created\": \"2026-11-21T02:50:57Z\"", "\"created\": \"1979-12-31T23:59:59Z\"")]
    [InlineData("\"format\": \"sparekey-snapshot\"", "\"format\": \"sparekey-index\"")]
    [InlineData("segments/000002.cms", "segments/000003.cms")]
    [InlineData("\"name\": \"README.txt\"", "\"name\": \"readme.txt\"")]
    [InlineData("}\n", "}\n{}")]
    [InlineData("}\n", "} // comment\n")]
    [InlineData("{\n  \"format\"", "\uFEFF{\n  \"format\"")]
    public async Task A_header_that_breaks_its_rules_is_found_though_its_signature_is_right(string from, string to)
    {
        var parts = (await Made.SmallAsync()).Parts();
        var text = Encoding.UTF8.GetString(parts[^2].Content);
        var at = text.LastIndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var changed = string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
        var bytes = await Forge.ZipAsync(Forge.WithHeader(parts, Encoding.UTF8.GetBytes(changed), Made.Signer));
        var report = await Made.VerifyAsync(bytes, Made.WithKey);
        Assert.Equal([SnapshotPart.Header], report.Findings.Select(finding => finding.Part), StringComparer.Ordinal);
        Assert.Equal(SnapshotPart.Header, Assert.Throws<SnapshotDamagedException>(() => SnapshotReader.Open(new MemoryStream(bytes))).Part);
    }

    [Fact]
    public async Task Order_and_white_space_of_the_header_are_free()
    {
        var parts = (await Made.SmallAsync()).Parts();
        var node = System.Text.Json.Nodes.JsonNode.Parse(parts[^2].Content)!.AsObject();
        var turned = new System.Text.Json.Nodes.JsonObject(node.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        var bytes = await Forge.ZipAsync(Forge.WithHeader(parts, Encoding.UTF8.GetBytes(turned.ToJsonString()), Made.Signer));
        Assert.Empty((await Made.VerifyAsync(bytes, Made.WithKey)).Findings);
    }

    [Fact]
    public async Task A_newer_version_has_an_error_of_its_own_even_with_unknown_members()
    {
        var parts = (await Made.SmallAsync()).Parts();
        var text = Encoding.UTF8.GetString(parts[^2].Content).Replace("\"version\": 1,", "\"version\": 2, \"new\": {},", StringComparison.Ordinal);
        var bytes = await Forge.ZipAsync(Forge.WithHeader(parts, Encoding.UTF8.GetBytes(text), Made.Signer));
        var failure = Assert.Throws<SnapshotVersionException>(() => SnapshotReader.Open(new MemoryStream(bytes)));
        Assert.Equal(2, failure.Version);
        Assert.Contains("newer SpareKey", failure.Message, StringComparison.Ordinal);
        Assert.Contains("newer SpareKey", Assert.Single((await Made.VerifyAsync(bytes)).Findings).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_larger_than_64_MiB_is_refused_by_its_announced_size()
    {
        var parts = (await Made.SmallAsync()).Parts();
        var bytes = await Forge.ZipAsync(parts);
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        var header = bytes.AsSpan(0, directory).LastIndexOf("PK\u0001\u0002"u8);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(header + 20), SnapshotLimits.MaxHeader + 1);
        Assert.Contains("snapshot.json announces", Assert.Single((await Made.VerifyAsync(bytes)).Findings).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_header_tells_nothing_of_what_is_inside()
    {
        var made = await Made.SmallAsync();
        var text = Encoding.UTF8.GetString(made.Parts()[^2].Content);
        Assert.DoesNotContain("vault.json", text, StringComparison.Ordinal);
        Assert.DoesNotContain("letter", text, StringComparison.Ordinal);
    }
}
