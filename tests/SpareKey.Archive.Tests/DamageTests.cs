using System.Collections.Concurrent;
using SpareKey.Archive.Container;

namespace SpareKey.Archive.Tests;

/// <summary>One changed byte, one missing byte, one byte too many: each is found, and the right part is named.</summary>
public sealed class DamageTests
{
    [Fact]
    public async Task Every_flipped_byte_is_found_without_a_key_and_the_right_part_is_named()
    {
        var made = await Made.SmallAsync();
        await FlipAsync(made, request => request);
    }

    [Fact]
    public async Task Every_flipped_byte_is_found_with_the_key_and_the_right_part_is_named()
    {
        var made = await Made.SmallAsync();
        await FlipAsync(made, Made.WithKey);
    }

    private static async Task FlipAsync(Made made, Func<VerificationRequest, VerificationRequest> request)
    {
        var parts = PartOfEveryByte(made);
        var missed = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, made.Bytes.Length, async (i, _) =>
        {
            var changed = made.Bytes.ToArray();
            changed[i] ^= (byte)(1 << (i % 8));
            var report = await Made.VerifyAsync(changed, request);
            if (!report.Findings.Any(finding => string.Equals(finding.Part, parts[i], StringComparison.Ordinal)))
                missed.Add($"byte {i} of {parts[i]}: {string.Join("; ", report.Findings)}");
        });
        Assert.Empty(missed);
    }

    [Fact]
    public async Task Every_truncation_is_found()
    {
        var made = await Made.SmallAsync();
        for (var length = 0; length < made.Bytes.Length; length++)
        {
            var report = await Made.VerifyAsync(made.Bytes[..length], Made.WithKey);
            Assert.Contains(report.Findings, finding => finding.Part is SnapshotPart.Container);
            Assert.Throws<SnapshotDamagedException>(() => SnapshotReader.Open(new MemoryStream(made.Bytes[..length])));
        }
    }

    [Fact]
    public async Task Bytes_in_front_behind_and_between_are_found()
    {
        var made = await Made.SmallAsync();
        var tail = (int)ContainerReader.Open(made.Stream).Entries[^1].End;
        byte[][] changed =
        [
            [0, .. made.Bytes],
            [.. made.Bytes, 0],
            [.. made.Bytes[..tail], 0, .. made.Bytes[tail..]],
            [.. made.Bytes, .. made.Bytes],
            [.. made.Bytes[..tail], .. made.Bytes[tail..^22], .. made.Bytes[tail..]],
        ];
        foreach (var bytes in changed)
            Assert.Contains((await Made.VerifyAsync(bytes)).Findings, finding => finding.Part is SnapshotPart.Container);
    }

    [Fact]
    public async Task Two_damaged_segments_are_both_reported_and_so_are_the_entries_in_them()
    {
        var made = await Made.SmallAsync();
        var parts = made.Parts();
        parts[1].Content[^20] ^= 1;
        parts[2].Content[^20] ^= 1;
        var bytes = await Forge.ZipAsync(parts);
        var findings = (await Made.VerifyAsync(bytes, Made.WithKey)).Findings.Select(finding => finding.Part).ToList();
        Assert.Equal(["segments/000001.cms", "segments/000002.cms"], findings.Where(part => part.StartsWith("segments/", StringComparison.Ordinal)), StringComparer.Ordinal);
        Assert.Contains("vaults/a/vault.json", findings, StringComparer.Ordinal);
        Assert.Contains("vaults/a/files/i/f/letter.bin", findings, StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_lies_outside_a_damaged_segment_is_still_recovered()
    {
        var made = await Made.SmallAsync();
        var parts = made.Parts();
        parts[2].Content[^20] ^= 1;
        using var reader = SnapshotReader.Open(new MemoryStream(await Forge.ZipAsync(parts)));
        var index = reader.OpenIndex(TestRecipient.Anna.Key);
        Assert.NotEmpty(await reader.ReadEntryAsync(TestRecipient.Anna.Key, index.Entries[0], 100, CancellationToken.None));
        var failure = await Assert.ThrowsAsync<SnapshotDamagedException>(() => reader.ReadEntryAsync(TestRecipient.Anna.Key, index.Entries[2], 10_000, CancellationToken.None));
        Assert.Equal("segments/000002.cms", failure.Part);
    }

    [Fact]
    public async Task A_broken_index_does_not_hide_what_is_wrong_with_the_segments()
    {
        var made = await Made.SmallAsync();
        var parts = made.Parts();
        parts[2].Content[^20] ^= 1;
        parts[4].Content[^20] ^= 1;
        var findings = (await Made.VerifyAsync(await Forge.ZipAsync(parts), Made.WithKey)).Findings.Select(finding => finding.Part).ToList();
        Assert.Contains("index.cms", findings, StringComparer.Ordinal);
        Assert.Contains("segments/000002.cms", findings, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Random_bytes_are_never_anything_but_damage()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var bytes = new byte[seed * 3];
            System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
            Assert.NotEmpty((await Made.VerifyAsync(bytes, Made.WithKey)).Findings);
        }
    }

    private static string[] PartOfEveryByte(Made made)
    {
        var parts = Enumerable.Repeat(SnapshotPart.Container, made.Bytes.Length).ToArray();
        foreach (var entry in ContainerReader.Open(made.Stream).Entries)
            Array.Fill(parts, entry.Name, (int)entry.DataOffset, (int)entry.Size);
        return parts;
    }
}
