using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SpareKey.Archive.Tests;

public sealed class RoundTripTests
{
    [Fact]
    public void Whatever_sizes_go_in_come_out_again_byte_for_byte()
    {
        var sizes = Gen.Frequency((6, Gen.Choose(0, 700)), (3, Gen.Choose(0, 4096)), (2, Gen.Choose(4096, 20_000)), (1, Gen.Constant(4096 - 512))).ListOf();
        var property = Prop.ForAll(sizes.ToArbitrary(), AllComeBackAsync);
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static async Task AllComeBackAsync(IList<int> sizes)
    {
        var entries = sizes.Select((size, i) => (Path: $"e/{i}.bin", Content: RandomNumberGenerator.GetBytes(size))).ToList();
        var made = await Made.SnapshotAsync(Made.NewSettings(4096), entries);
        using var reader = SnapshotReader.Open(made.Stream);
        var index = reader.OpenIndex(TestRecipient.Anna.Key);
        var back = new Dictionary<string, MemoryStream>(StringComparer.Ordinal);
        await reader.CopyEntriesAsync(TestRecipient.Anna.Key, index.Entries, entry => back[entry.Path] = new MemoryStream(), CancellationToken.None);
        Assert.Equal(entries.Count, back.Count);
        Assert.All(entries, entry => Assert.Equal(entry.Content, back[entry.Path].ToArray()));
        var report = await made.VerifyAsync(Made.WithKey);
        Assert.Empty(report.Findings);
        Assert.Equal(entries.Count, report.EntriesChecked);
    }

    [Fact]
    public async Task Real_slices_of_1_MiB_hold_small_entries_whole_and_large_ones_alone()
    {
        var large = RandomNumberGenerator.GetBytes((9 * 1024 * 1024) + 17);
        var made = await Made.SnapshotAsync(Made.NewSettings(), ("a.json", "{}"u8.ToArray()), ("large.bin", large), ("b.json", "[]"u8.ToArray()));
        using var reader = SnapshotReader.Open(made.Stream);
        var index = reader.OpenIndex(TestRecipient.Anna.Key);
        Assert.Equal([(1, 0), (2, 0), (12, 0)], index.Entries.Select(entry => (entry.Segment, entry.Offset)));
        Assert.Equal([1024, .. Enumerable.Repeat(1 << 20, 9), 1024, 1024, 1024], index.Segments.Select(segment => segment.TarBytes));
        Assert.Equal(large, await reader.ReadEntryAsync(TestRecipient.Anna.Key, index.Find("large.bin")!, large.Length, CancellationToken.None));
        Assert.Empty((await made.VerifyAsync(Made.WithKey)).Findings);
    }

    [Fact]
    public async Task One_entry_is_read_without_the_others()
    {
        var made = await Made.SmallAsync();
        using var reader = SnapshotReader.Open(made.Stream);
        var index = reader.OpenIndex(TestRecipient.Anna.Key);
        var item = index.Find("vaults/a/items/i.json")!;
        Assert.Equal("{\"id\":\"i\"}", Encoding.UTF8.GetString(await reader.ReadEntryAsync(TestRecipient.Anna.Key, item, 100, CancellationToken.None)));
        await Assert.ThrowsAsync<ArgumentException>(() => reader.ReadEntryAsync(TestRecipient.Anna.Key, item, 9, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => reader.ReadEntryAsync(TestRecipient.Anna.Key, item with { Offset = 512 }, 100, CancellationToken.None));
    }

    [Fact]
    public async Task Header_and_index_say_what_the_writer_was_told()
    {
        var previous = new SnapshotReference(SnapshotId.Create(new byte[16]), new string('a', 64));
        var made = await Made.SmallAsync(Made.NewSettings(4096) with { Previous = previous, Tool = "tool <1> + \"x\"", Recipients = [TestRecipient.Ben.Certificate, TestRecipient.Anna.Certificate] });
        using var reader = SnapshotReader.Open(made.Stream);
        Assert.Equal((made.Settings.SnapshotId, "test", "ABCDEFGH", Made.Created), (reader.Header.Id, reader.Header.Label, reader.Header.AccountId, reader.Header.CreatedUtc));
        Assert.Equal((true, "tool <1> + \"x\"", "nothing", previous), (reader.Header.Complete, reader.Header.Tool, reader.Header.Source, reader.Header.Previous));
        Assert.Equal([TestRecipient.Ben.Certificate.Thumbprint, TestRecipient.Anna.Certificate.Thumbprint], reader.Header.Recipients.Select(recipient => recipient.Thumbprint), StringComparer.Ordinal);
        Assert.Equal(3, Assert.Single(reader.Header.Counts, count => count.Key is "items").Value);
        Assert.Equal(new SnapshotSignature(true, Made.Signer.Thumbprint, null), reader.CheckSignature());
        Assert.Equal("{\"vaults\":[]}", Encoding.UTF8.GetString(reader.OpenIndex(TestRecipient.Ben.Key).Content.Span));
    }

    [Fact]
    public async Task The_receipt_is_about_the_whole_file()
    {
        var made = await Made.SmallAsync();
        Assert.Equal(Forge.Digest(made.Bytes), made.Receipt.Sha256);
        Assert.Equal(made.Bytes.Length, made.Receipt.Length);
        Assert.Equal(Forge.Digest(made.Parts().Single(part => part.Name is SnapshotPart.Header).Content), made.Receipt.HeaderSha256);
    }

    [Fact]
    public async Task A_key_that_is_no_recipients_is_told_whose_keys_would_do()
    {
        var made = await Made.SmallAsync();
        using var reader = SnapshotReader.Open(made.Stream);
        var failure = Assert.Throws<NoMatchingKeyException>(() => reader.OpenIndex(TestRecipient.Cleo.Key));
        Assert.Equal([TestRecipient.Anna.Certificate.Thumbprint], failure.Recipients);
        await Assert.ThrowsAsync<NoMatchingKeyException>(() => made.VerifyAsync(request => request with { RecoveryKey = TestRecipient.Cleo.Key }));
    }

    [Fact]
    public async Task Copying_stops_when_it_is_cancelled()
    {
        var made = await Made.SmallAsync();
        using var reader = SnapshotReader.Open(made.Stream);
        var index = reader.OpenIndex(TestRecipient.Anna.Key);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.CopyEntriesAsync(TestRecipient.Anna.Key, index.Entries, _ => new MemoryStream(), new CancellationToken(canceled: true)));
    }
}
