using System.Security.Cryptography;

namespace SpareKey.Archive.Tests;

/// <summary>An entry that fails leaves no trace: the snapshot is compared, down to the tar bytes, with one in which the call was never made.</summary>
public sealed class RollbackTests
{
    private const int Target = 4096;
    private static readonly byte[] Before = RandomNumberGenerator.GetBytes(1000);
    private static readonly byte[] After = RandomNumberGenerator.GetBytes(900);

    public static TheoryData<int, string> Failures()
    {
        var data = new TheoryData<int, string>();
        foreach (var size in (int[])[0, 10, 1500, 3000, 3584, 3585, 20_000, 200_000])
        {
            foreach (var kind in (string[])["short", "long", "throws", "cancelled"])
            {
                if (size > 0 || kind is not ("short" or "throws"))
                    data.Add(size, kind);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_entry_leaves_no_trace(int size, string kind)
    {
        var settings = Made.NewSettings(Target);
        var never = await WriteAsync(settings, null);
        var failed = await WriteAsync(settings, Fail, Fail);
        await AssertSameAsync(never, failed);

        Task Fail(SnapshotWriter writer) => FailAsync(writer, "failed", size, kind);
    }

    [Fact]
    public async Task Many_failures_in_a_row_and_a_second_try_leave_no_trace()
    {
        var settings = Made.NewSettings(Target);
        var content = RandomNumberGenerator.GetBytes(30_000);
        var never = await WriteAsync(settings, writer => writer.AddAsync("retried", Made.Created, content, CancellationToken.None));
        var failed = await WriteAsync(settings, async writer =>
        {
            foreach (var kind in (string[])["short", "throws", "long", "cancelled"])
            {
                await FailAsync(writer, "retried", 30_000, kind);
                await FailAsync(writer, "retried", 3000, kind);
            }

            await writer.AddAsync("retried", Made.Created, content, CancellationToken.None);
        });
        await AssertSameAsync(never, failed);
    }

    [Fact]
    public async Task The_error_says_what_was_announced_and_what_came()
    {
        using var output = new MemoryStream();
        await using var writer = new SnapshotWriter(output, Made.NewSettings(Target));
        var few = await Assert.ThrowsAsync<EntryLengthException>(() => writer.AddAsync("x", Made.Created, 20_000, new MemoryStream(new byte[12_345]), CancellationToken.None));
        Assert.Equal(("x", 20_000, 12_345), (few.Path, few.Announced, few.Delivered));
        var many = await Assert.ThrowsAsync<EntryLengthException>(() => writer.AddAsync("x", Made.Created, 5, new MemoryStream(new byte[9]), CancellationToken.None));
        Assert.Equal(("x", 5, 6), (many.Path, many.Announced, many.Delivered));
    }

    [Fact]
    public async Task Bad_paths_times_and_lengths_are_refused_before_anything_is_read()
    {
        using var output = new MemoryStream();
        await using var writer = new SnapshotWriter(output, Made.NewSettings(Target));
        await writer.AddAsync("a/b", Made.Created, Before, CancellationToken.None);
        foreach (var path in (string[])["", "/a", "a//c", "a/../c", ".", "a/", "a\\c", "a b", "ä", "a/b", "A/B", "a", "A", "a/b/c", new string('x', 256)])
            await Assert.ThrowsAsync<ArgumentException>(() => writer.AddAsync(path, Made.Created, Before, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => writer.AddAsync("c", DateTimeOffset.UnixEpoch.AddSeconds(-1), Before, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => writer.AddAsync("c", Made.Created, -1, Stream.Null, CancellationToken.None));
        await writer.AddAsync("c", Made.Created, Before, CancellationToken.None);
        var made = await Made.FinishAsync(writer, output, Made.NewSettings(Target));
        Assert.Equal(2, (await made.VerifyAsync(Made.WithKey)).EntriesChecked);
    }

    private static async Task FailAsync(SnapshotWriter writer, string path, int size, string kind)
    {
        using var source = new CancellationTokenSource();
        Stream content = kind switch
        {
            "short" => new MemoryStream(Filled(size - 1)),
            "long" => new MemoryStream(Filled(size + 1)),
            "throws" => new FailingStream(size / 2, () => throw new IOException("the source broke")),
            _ => new FailingStream(size / 2, source.Cancel),
        };
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => writer.AddAsync(path, Made.Created, size, content, source.Token));
        var expected = kind switch { "short" or "long" => typeof(EntryLengthException), "throws" => typeof(IOException), _ => typeof(OperationCanceledException) };
        Assert.IsType(expected, failure, exactMatch: false);
    }

    private static async Task<Made> WriteAsync(SnapshotSettings settings, Func<SnapshotWriter, Task>? between, Func<SnapshotWriter, Task>? atFirst = null)
    {
        using var output = new MemoryStream();
        await using var writer = new SnapshotWriter(output, settings);
        await (atFirst?.Invoke(writer) ?? Task.CompletedTask);
        await writer.AddAsync("one", Made.Created, Before, CancellationToken.None);
        await (between?.Invoke(writer) ?? Task.CompletedTask);
        await writer.AddAsync("two", Made.Created, After, CancellationToken.None);
        await writer.AddAsync("three", Made.Created, Before, CancellationToken.None);
        return await Made.FinishAsync(writer, output, settings);
    }

    private static async Task AssertSameAsync(Made never, Made failed)
    {
        Assert.Empty((await failed.VerifyAsync(Made.WithKey)).Findings);
        using var one = SnapshotReader.Open(never.Stream);
        using var two = SnapshotReader.Open(failed.Stream);
        Assert.Equal(one.OpenIndex(TestRecipient.Anna.Key).Entries, two.OpenIndex(TestRecipient.Anna.Key).Entries);
        var (left, right) = (never.Parts(), failed.Parts());
        Assert.Equal(left.Select(part => part.Name), right.Select(part => part.Name), StringComparer.Ordinal);
        for (var i = 1; i < left.Count - 3; i++)
            Assert.Equal(Forge.OpenedSegment(left, i), Forge.OpenedSegment(right, i));
    }

    // Not zeros: what a failed entry leaves in a slice would otherwise pass for the padding of the next one.
    private static byte[] Filled(int size) => [.. Enumerable.Repeat((byte)0xAB, size)];

    private sealed class FailingStream(int after, Action fail) : MemoryStream(Filled(Math.Max(after, 1) * 3))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= after)
                fail();
            cancellationToken.ThrowIfCancellationRequested();
            return base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, Math.Max(1, after - Position))], cancellationToken);
        }
    }
}
