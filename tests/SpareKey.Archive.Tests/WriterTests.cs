using System.Security.Cryptography;

namespace SpareKey.Archive.Tests;

public sealed class WriterTests
{
    [Fact]
    public async Task Entries_from_many_threads_all_arrive()
    {
        using var output = new MemoryStream();
        await using var writer = new SnapshotWriter(output, Made.NewSettings(4096));
        await Parallel.ForAsync(0, 200, async (i, cancellation) => await writer.AddAsync($"e/{i}", Made.Created, RandomNumberGenerator.GetBytes(i * 40), cancellation));
        var made = await Made.FinishAsync(writer, output, Made.NewSettings(4096));
        var report = await made.VerifyAsync(Made.WithKey);
        Assert.Empty(report.Findings);
        Assert.Equal(200, report.EntriesChecked);
    }

    [Fact]
    public async Task An_empty_snapshot_is_a_snapshot()
    {
        var made = await Made.SnapshotAsync(Made.NewSettings());
        var report = await made.VerifyAsync(Made.WithKey);
        Assert.Empty(report.Findings);
        Assert.Equal((1, 0, VerificationDepth.Opened), (report.SegmentsChecked, report.EntriesChecked, report.Depth));
    }

    [Fact]
    public async Task Read_back_finds_what_changed_on_the_way_to_the_disk()
    {
        var length = (await Made.SmallAsync()).Bytes.Length - 100;
        for (var at = 0; at < length; at += 97)
        {
            using var output = new MemoryStream();
            await using var writer = new SnapshotWriter(output, Made.NewSettings(4096));
            await writer.AddAsync("a", Made.Created, new byte[5000], CancellationToken.None);
            await writer.FinishAsync(Made.Conclusion(), CancellationToken.None);
            if (at >= output.Length)
                break;
            output.GetBuffer()[at] ^= 0x10;
            await Assert.ThrowsAsync<SnapshotDamagedException>(() => writer.ReadBackAsync(CancellationToken.None));
        }
    }

    [Fact]
    public async Task Read_back_finds_a_snapshot_that_is_whole_but_not_the_one_written()
    {
        var settings = Made.NewSettings(4096);
        var other = await Made.SmallAsync(settings);
        using var output = new MemoryStream();
        await using var writer = new SnapshotWriter(output, settings);
        await writer.AddAsync("a", Made.Created, new byte[5000], CancellationToken.None);
        await writer.FinishAsync(Made.Conclusion(), CancellationToken.None);
        output.SetLength(0);
        await output.WriteAsync(other.Bytes);
        await Assert.ThrowsAsync<SnapshotDamagedException>(() => writer.ReadBackAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Steps_out_of_order_are_refused()
    {
        using var output = new MemoryStream();
        await using var writer = new SnapshotWriter(output, Made.NewSettings(4096));
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.ReadBackAsync(CancellationToken.None));
        await writer.FinishAsync(Made.Conclusion(), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.AddAsync("a", Made.Created, new byte[1], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.FinishAsync(Made.Conclusion(), CancellationToken.None));
        await writer.ReadBackAsync(CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.ReadBackAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_conclusion_that_breaks_the_rules_is_refused_and_can_be_corrected()
    {
        using var output = new MemoryStream();
        await using var writer = new SnapshotWriter(output, Made.NewSettings(4096));
        await Assert.ThrowsAsync<ArgumentException>(() => writer.FinishAsync(Made.Conclusion("{"), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => writer.FinishAsync(Made.Conclusion("{} {}"), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => writer.FinishAsync(Made.Conclusion(new string('[', 61) + new string(']', 61)), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => writer.FinishAsync(Made.Conclusion() with { Counts = new Dictionary<string, long>(StringComparer.Ordinal) { ["a b"] = 1 } }, CancellationToken.None));
        await writer.FinishAsync(Made.Conclusion(new string('[', 60) + new string(']', 60)), CancellationToken.None);
        await writer.ReadBackAsync(CancellationToken.None);
        using var reader = SnapshotReader.Open(output);
        Assert.Equal(120, reader.OpenIndex(TestRecipient.Anna.Key).Content.Length);
    }

    [Fact]
    public async Task Settings_that_break_the_rules_are_refused()
    {
        Action<Func<SnapshotSettings, SnapshotSettings>> refused = change =>
        {
            using var output = new MemoryStream();
            Assert.Throws<ArgumentException>(() => new SnapshotWriter(output, change(Made.NewSettings())));
        };
        refused(settings => settings with { Label = "a_b" });
        refused(settings => settings with { AccountId = "a/b" });
        refused(settings => settings with { Tool = "täst" });
        refused(settings => settings with { Source = new string('x', 201) });
        refused(settings => settings with { CreatedUtc = Made.Created.AddMilliseconds(1) });
        refused(settings => settings with { Recipients = [] });
        refused(settings => settings with { Workers = 0 });
        refused(settings => settings with { Previous = new SnapshotReference(settings.SnapshotId, "x") });
        using var used = new MemoryStream([1]);
        Assert.Throws<ArgumentException>(() => new SnapshotWriter(used, Made.NewSettings()));
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    public async Task A_full_disk_breaks_the_snapshot_for_good(int writes)
    {
        using var output = new FullDisk(writes);
        await using var writer = new SnapshotWriter(output, Made.NewSettings(4096));
        var failure = await Record.ExceptionAsync(async () =>
        {
            for (var i = 0; i < 20; i++)
                await writer.AddAsync($"{i}", Made.Created, RandomNumberGenerator.GetBytes(10_000), CancellationToken.None);
        });
        Assert.IsType<IOException>(failure);
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.AddAsync("more", Made.Created, new byte[10], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.FinishAsync(Made.Conclusion(), CancellationToken.None));
    }

    [Fact]
    public async Task A_disk_that_fills_under_small_entries_is_told_before_the_end()
    {
        using var output = new FullDisk(3);
        await using var writer = new SnapshotWriter(output, Made.NewSettings(4096));
        var failure = await Record.ExceptionAsync(async () =>
        {
            for (var i = 0; i < 200; i++)
                await writer.AddAsync($"{i}", Made.Created, new byte[1000], CancellationToken.None);
        });
        Assert.IsType<IOException>(failure);
        await Assert.ThrowsAnyAsync<Exception>(() => writer.FinishAsync(Made.Conclusion(), CancellationToken.None));
    }

    private sealed class FullDisk(int writes) : MemoryStream
    {
        private int _left = writes;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _left-- > 0 ? base.WriteAsync(buffer, cancellationToken) : throw new IOException("no space left on device");

        public override void SetLength(long value) => throw new IOException("no space left on device");
    }
}
