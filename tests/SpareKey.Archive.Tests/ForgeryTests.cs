using System.Globalization;

namespace SpareKey.Archive.Tests;

/// <summary>Somebody puts a snapshot together anew. What is found depends on what the verifier knows, and each case says so.</summary>
public sealed class ForgeryTests
{
    [Fact]
    public async Task Exchanged_segments_are_found()
    {
        var parts = (await Made.SmallAsync()).Parts();
        (parts[1], parts[2]) = ((parts[1].Name, parts[2].Content), (parts[2].Name, parts[1].Content));
        await FoundAsync(parts, "segments/000001.cms", "segments/000002.cms");
    }

    [Fact]
    public async Task A_dropped_segment_is_found_though_the_others_are_renumbered()
    {
        var parts = (await Made.SmallAsync()).Parts();
        parts.RemoveAt(1);
        await FoundAsync(Forge.Renumbered(parts), SnapshotPart.Header);
    }

    [Fact]
    public async Task A_dropped_segment_leaves_a_gap_in_the_names()
    {
        var parts = (await Made.SmallAsync()).Parts();
        parts.RemoveAt(1);
        await FoundAsync(parts, SnapshotPart.Container);
    }

    [Fact]
    public async Task A_doubled_segment_is_found()
    {
        var parts = (await Made.SmallAsync()).Parts();
        parts.Insert(1, parts[1]);
        await FoundAsync(Forge.Renumbered(parts), SnapshotPart.Header);
    }

    [Fact]
    public async Task Every_part_of_another_snapshot_is_found()
    {
        var made = await Made.SmallAsync();
        var other = (await Made.SmallAsync()).Parts();
        for (var i = 1; i < other.Count; i++)
        {
            var parts = made.Parts();
            parts[i] = other[i];
            await FoundAsync(parts, other[i].Name is SnapshotPart.Header ? SnapshotPart.Signature : other[i].Name);
        }
    }

    [Fact]
    public async Task Files_in_another_order_additional_ones_and_foreign_names_are_found()
    {
        var parts = (await Made.SmallAsync()).Parts();
        await FoundAsync([parts[^1], .. parts[..^1]], SnapshotPart.Container);
        await FoundAsync([.. parts[..^1], ("readme.txt", []), parts[^1]], SnapshotPart.Container);
        await FoundAsync([("../README.txt", parts[0].Content), .. parts[1..]], SnapshotPart.Container);
        await FoundAsync([("/README.txt", parts[0].Content), .. parts[1..]], SnapshotPart.Container);
        await FoundAsync([.. parts, parts[^1]], SnapshotPart.Container);
        await FoundAsync([.. parts[..^1]], SnapshotPart.Container);
    }

    [Fact]
    public async Task Another_time_stamp_in_the_container_is_found()
    {
        var parts = (await Made.SmallAsync()).Parts();
        var bytes = await Forge.ZipAsync(parts, Made.Created.AddSeconds(2));
        Assert.Contains((await Made.VerifyAsync(bytes)).Findings, finding => finding.Part is SnapshotPart.Header);
    }

    [Fact]
    public async Task A_header_signed_anew_by_a_stranger_is_found_by_the_pinned_signer()
    {
        var made = await Made.SmallAsync();
        var bytes = await Forge.ZipAsync(Forge.Resigned(made.Parts(), Made.Stranger, header => header with { Complete = false }));
        var sound = await Made.VerifyAsync(bytes);
        Assert.Empty(sound.Findings);
        Assert.Contains(sound.Notes, note => note.StartsWith("no signer was expected", StringComparison.Ordinal));
        var report = await Made.VerifyAsync(bytes, request => request with { ExpectedSigner = Made.Signer.Thumbprint });
        Assert.Equal(SnapshotPart.Signature, Assert.Single(report.Findings).Part);
        Assert.Empty((await made.VerifyAsync(request => request with { ExpectedSigner = Made.Signer.Thumbprint })).Findings);
    }

    [Fact]
    public async Task A_header_signed_anew_by_a_stranger_is_found_with_the_key()
    {
        var made = await Made.SmallAsync();
        var bytes = await Forge.ZipAsync(Forge.Resigned(made.Parts(), Made.Stranger));
        Assert.Contains((await Made.VerifyAsync(bytes, Made.WithKey)).Findings, finding => finding.Part is SnapshotPart.Header && finding.Problem.Contains("signer", StringComparison.Ordinal));
        using var reader = SnapshotReader.Open(new MemoryStream(bytes));
        Assert.True(reader.CheckSignature().IsValid);
        Assert.Equal(SnapshotPart.Header, Assert.Throws<SnapshotDamagedException>(() => reader.OpenIndex(TestRecipient.Anna.Key)).Part);
    }

    [Fact]
    public async Task The_header_of_one_certificate_signed_by_another_is_found()
    {
        var parts = (await Made.SmallAsync()).Parts();
        await FoundAsync([.. parts[..^1], (SnapshotPart.Signature, Made.Stranger.SignDetached(parts[^2].Content))], SnapshotPart.Signature);
    }

    // From here on the true signer lies: only the key shows it, because the index binds what the header says.
    [Fact]
    public async Task A_signer_who_drops_doubles_or_exchanges_segments_is_found_with_the_key()
    {
        var made = await Made.SmallAsync();
        var dropped = made.Parts();
        dropped.RemoveAt(2);
        var doubled = made.Parts();
        doubled.Insert(1, doubled[1]);
        var foreign = made.Parts();
        foreign[1] = (await Made.SmallAsync()).Parts()[1];
        foreach (var parts in (List<(string, byte[])>[])[dropped, doubled, foreign])
        {
            var bytes = await Forge.ZipAsync(Forge.Resigned(Forge.Renumbered(parts), Made.Signer));
            Assert.Empty((await Made.VerifyAsync(bytes)).Findings);
            Assert.Contains((await Made.VerifyAsync(bytes, Made.WithKey)).Findings, finding => finding.Part is SnapshotPart.Header);
        }
    }

    [Fact]
    public async Task A_signer_who_gives_the_snapshot_another_identity_is_found_with_the_key()
    {
        var made = await Made.SmallAsync();
        Func<SnapshotHeader, SnapshotHeader>[] lies =
        [
            header => header with { Id = SnapshotId.Create(new byte[16]) },
            header => header with { Label = "other" },
            header => header with { AccountId = "OTHER" },
            header => header with { CreatedUtc = header.CreatedUtc.AddSeconds(-1) },
        ];
        foreach (var lie in lies)
        {
            var bytes = await Forge.ZipAsync(Forge.Resigned(made.Parts(), Made.Signer, lie));
            Assert.Empty((await Made.VerifyAsync(bytes)).Findings);
            Assert.Contains((await Made.VerifyAsync(bytes, Made.WithKey)).Findings, finding => finding.Part is SnapshotPart.Header);
        }
    }

    [Fact]
    public async Task A_header_that_names_other_recipients_than_the_messages_is_found_without_a_key()
    {
        var made = await Made.SmallAsync();
        var bytes = await Forge.ZipAsync(Forge.Resigned(made.Parts(), Made.Signer, header => header with { Recipients = [TestRecipient.Ben.Certificate.Recipient] }));
        var parts = (await Made.VerifyAsync(bytes)).Findings.Select(finding => finding.Part);
        Assert.Equal(["index.cms", "segments/000001.cms", "segments/000002.cms", "segments/000003.cms"], parts.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_file_under_another_name_is_found()
    {
        var made = await Made.SmallAsync();
        Assert.Empty((await made.VerifyAsync(request => request with { FileName = made.FileName })).Findings);
        foreach (var name in (string[])["test_20261121T025058Z.sparekey.zip", "other_20261121T025057Z.sparekey.zip", "x.zip", "test_20261121T025057Z.sparekey.zip.partial"])
            Assert.Equal(SnapshotPart.FileName, Assert.Single((await made.VerifyAsync(request => request with { FileName = name })).Findings).Part);
    }

    [Fact]
    public async Task A_sidecar_for_other_bytes_or_another_file_is_found()
    {
        var made = await Made.SmallAsync();
        var sidecar = SnapshotSidecar.Create(made.FileName, made.Receipt.Sha256);
        Assert.Empty((await made.VerifyAsync(request => request with { FileName = made.FileName, Sidecar = sidecar })).Findings);
        byte[][] wrong = [SnapshotSidecar.Create(made.FileName, new string('0', 64)), SnapshotSidecar.Create("x", made.Receipt.Sha256), [.. sidecar, 10], []];
        foreach (var bytes in wrong)
            Assert.Equal(SnapshotPart.Sidecar, Assert.Single((await made.VerifyAsync(request => request with { FileName = made.FileName, Sidecar = bytes })).Findings).Part);
    }

    [Fact]
    public async Task A_chain_that_was_cut_or_bent_is_found()
    {
        var first = await Made.SmallAsync();
        var previous = new SnapshotReference(first.Settings.SnapshotId, first.Receipt.HeaderSha256);
        var second = await Made.SmallAsync(Made.NewSettings(4096) with { Previous = previous });
        Assert.Empty((await second.VerifyAsync(request => request with { Previous = previous })).Findings);
        Assert.Equal(SnapshotPart.Previous, Assert.Single((await first.VerifyAsync(request => request with { Previous = previous })).Findings).Part);
        var other = previous with { HeaderSha256 = new string('1', 64) };
        Assert.Equal(SnapshotPart.Previous, Assert.Single((await second.VerifyAsync(request => request with { Previous = other })).Findings).Part);
    }

    [Theory]
    [InlineData("\"offset\":0", "\"offset\":512")]
    [InlineData("\"segment\":2", "\"segment\":1")]
    [InlineData("\"segment\":2", "\"segment\":3")]
    [InlineData("\"segment\":2", "\"segment\":262144")]
    [InlineData("\"segment\":2", "\"segment\":0")]
    [InlineData("\"segment\":2", "\"segment\":99999999999")]
    [InlineData("\"size\":3000", "\"size\":4000")]
    [InlineData("\"size\":3000", "\"size\":9007199254740991")]
    [InlineData("\"size\":3000", "\"size\":-1")]
    [InlineData("\"size\":3000", "\"size\":3e3")]
    [InlineData("\"tarBytes\":1024", "\"tarBytes\":1025")]
    [InlineData("\"tarBytes\":1024", "\"tarBytes\":0")]
    [InlineData("\"tarBytes\":1024", "\"tarBytes\":2147483647")]
    [InlineData("vaults/a/vault.json", "../vault.json")]
    [InlineData("vaults/a/vault.json", "/vaults/vault.json")]
    [InlineData("vaults/a/vault.json", "vaults/a/ITEMS/i.json")]
    [InlineData("vaults/a/vault.json", "vaults/a/items")]
    [InlineData("vaults/a/vault.json", "vaults\\\\a")]
    [InlineData("\"content\":", "\"content\":0,\"content\":")]
    [InlineData("\"content\":", "\"contents\":")]
    [InlineData("\"format\":\"sparekey-index\",", "")]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"mtime\":\"2026-11-21T02:50:57Z\"", "\"mtime\":\"2026-11-21 02:50:57\"")]
    [InlineData("\"mtime\":\"2026-11-21T02:50:57Z\"", "\"mtime\":\"1969-11-21T02:50:57Z\"")]
    [InlineData("\"mtime\":\"2026-11-21T02:50:57Z\"", "\"mtime\":7")]
    [InlineData("\"path\":\"vaults", "\"path\":\"\\uD800vaults")]
    [InlineData("{\"vaults\":[]}", "{\"vaults\":[}")]
    public async Task An_index_that_breaks_its_rules_is_found_and_never_anything_else(string from, string to)
    {
        var parts = Forge.WithIndexText((await Made.SmallAsync()).Parts(), text =>
        {
            var at = text.IndexOf(from, StringComparison.Ordinal);
            Assert.True(at >= 0);
            return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
        });
        var report = await Made.VerifyAsync(await Forge.ZipAsync(parts), Made.WithKey);
        Assert.Contains(report.Findings, finding => finding.Part is SnapshotPart.Index);
        using var reader = SnapshotReader.Open(new MemoryStream(await Forge.ZipAsync(parts)));
        Assert.Throws<SnapshotDamagedException>(() => reader.OpenIndex(TestRecipient.Anna.Key));
    }

    [Theory]
    [InlineData("\"mtime\":\"2026-11-21T02:50:57Z\"", "\"mtime\":\"2026-11-21T02:50:58Z\"")]
    [InlineData("vaults/a/vault.json", "vaults/a/vaulT.json")]
    [InlineData("\"size\":10", "\"size\":11")]
    public async Task An_entry_that_differs_from_its_tar_header_is_found(string from, string to)
    {
        var parts = Forge.WithIndexText((await Made.SmallAsync()).Parts(), text => text.Replace(from, to, StringComparison.Ordinal));
        var report = await Made.VerifyAsync(await Forge.ZipAsync(parts), Made.WithKey);
        Assert.Contains(report.Findings, finding => finding.Part.StartsWith("vaults/a/", StringComparison.Ordinal) && finding.Problem.Contains("tar header", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tar_bytes_that_are_not_the_regenerated_ones_are_found()
    {
        var made = await Made.SmallAsync();
        var tar = Forge.OpenedSegment(made.Parts(), 1);
        await ChangedTarAsync(made, 1, tar, 100, "vaults/a/vault.json", "tar header");
        await ChangedTarAsync(made, 1, tar, 515, "vaults/a/vault.json", "SHA-256");
        await ChangedTarAsync(made, 1, tar, 1023, "vaults/a/vault.json", "padding");
        await ChangedTarAsync(made, 3, new byte[1024], 700, "segments/000003.cms", "zero blocks");
    }

    private static async Task ChangedTarAsync(Made made, int segment, byte[] tar, int at, string part, string problem)
    {
        var changed = tar.ToArray();
        changed[at] ^= 1;
        var bytes = await Forge.ZipAsync(Forge.WithSegment(made.Parts(), segment, Forge.Gzip(changed)));
        Assert.Empty((await Made.VerifyAsync(bytes)).Findings);
        var finding = Assert.Single((await Made.VerifyAsync(bytes, Made.WithKey)).Findings);
        Assert.Equal(part, finding.Part);
        Assert.Contains(problem, finding.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_that_is_no_plain_gzip_member_of_the_announced_size_is_found()
    {
        var made = await Made.SmallAsync();
        var tar = Forge.OpenedSegment(made.Parts(), 1);
        var good = Forge.Gzip(tar);
        byte[] named = [0x1F, 0x8B, 8, 8, .. good[4..10], (byte)'x', 0, .. good[10..]];
        byte[][] members = [Forge.Gzip(tar[..^1]), Forge.Gzip([.. tar, 0]), [.. good, 0], [.. good, .. good], good[..^1], named, tar, [], new byte[20]];
        foreach (var member in members)
        {
            var bytes = await Forge.ZipAsync(Forge.WithSegment(made.Parts(), 1, member));
            Assert.Contains((await Made.VerifyAsync(bytes, Made.WithKey)).Findings, finding => finding.Part is "segments/000001.cms");
        }
    }

    [Fact]
    public async Task A_gzip_bomb_stops_at_the_announced_size()
    {
        var made = await Made.SmallAsync();
        var bomb = Forge.Gzip(new byte[64 * 1024 * 1024]);
        var bytes = await Forge.ZipAsync(Forge.WithSegment(made.Parts(), 1, bomb));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SnapshotDamagedException>(() => Segments.GzipMember.ExpandExactly(bomb, new byte[4096], "bomb"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        var finding = Assert.Single((await Made.VerifyAsync(bytes, Made.WithKey)).Findings, finding => finding.Part is "segments/000001.cms");
        Assert.Contains("2048 bytes", finding.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_expands_beyond_256_MiB_is_refused()
    {
        var spaces = new byte[SnapshotLimits.MaxIndex + 1];
        Array.Fill(spaces, (byte)' ');
        var parts = Forge.Replaced((await Made.SmallAsync()).Parts(), SnapshotPart.Index, Forge.Seal(Forge.Gzip(spaces, System.IO.Compression.CompressionLevel.Fastest)));
        using var reader = SnapshotReader.Open(new MemoryStream(await Forge.ZipAsync(parts)));
        var failure = Assert.Throws<SnapshotDamagedException>(() => reader.OpenIndex(TestRecipient.Anna.Key));
        Assert.Contains(SnapshotLimits.MaxIndex.ToString(CultureInfo.InvariantCulture), failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_named_json_that_is_none_is_found_with_the_key()
    {
        var made = await Made.SnapshotAsync(Made.NewSettings(), ("good.json", "{\"a\":[1]}\n"u8.ToArray()), ("bad.json", "{\"a\":[1}"u8.ToArray()), ("bad.txt", "{"u8.ToArray()), ("empty.json", []));
        var report = await made.VerifyAsync(Made.WithKey);
        Assert.Equal(["bad.json", "empty.json"], report.Findings.Select(finding => finding.Part), StringComparer.Ordinal);
        Assert.Equal(VerificationDepth.Opened, report.Depth);
    }

    private static async Task FoundAsync(List<(string Name, byte[] Content)> parts, params string[] expected)
    {
        var bytes = await Forge.ZipAsync(parts);
        foreach (var depth in (Func<VerificationRequest, VerificationRequest>[])[request => request, Made.WithKey])
        {
            var found = (await Made.VerifyAsync(bytes, depth)).Findings.Select(finding => finding.Part).ToList();
            Assert.All(expected, part => Assert.Contains(part, found, StringComparer.Ordinal));
        }
    }
}
