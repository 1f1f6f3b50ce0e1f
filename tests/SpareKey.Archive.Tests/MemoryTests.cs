using SpareKey.TestKit;

namespace SpareKey.Archive.Tests;

[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xunit's word")]
public sealed class MemoryTestsCollection;

/// <summary>Runs alone, because it counts what the whole process allocates.</summary>
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const long Input = 256L * 1024 * 1024;
    private const long Bound = 110L * 1024 * 1024;

    [Fact]
    public async Task An_entry_of_256_MiB_allocates_far_less_than_it_holds_all_the_way_there_and_back()
    {
        using var folder = new TempFolder();
        await using var file = new FileStream(folder.File("s.zip"), FileMode.CreateNew, FileAccess.ReadWrite);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await using (var writer = new SnapshotWriter(file, Made.NewSettings()))
        {
            await writer.AddAsync("large.bin", Made.Created, Input, new PatternStream(Input), CancellationToken.None);
            await writer.FinishAsync(Made.Conclusion(), CancellationToken.None);
            await writer.ReadBackAsync(CancellationToken.None);
        }

        var written = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.InRange(written, 0, Bound);
        using var reader = SnapshotReader.Open(file);
        var index = reader.OpenIndex(TestRecipient.Anna.Key);
        before = GC.GetTotalAllocatedBytes(precise: true);
        await reader.CopyEntriesAsync(TestRecipient.Anna.Key, index.Entries, _ => Stream.Null, CancellationToken.None);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Bound);
    }

    /// <summary>Bytes that compress to about a half, made as they are read.</summary>
    private sealed class PatternStream(long length) : MemoryStream
    {
        private long _left = length;
        private uint _state = 1;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, _left);
            foreach (ref var value in buffer.Span[..count])
            {
                _state = unchecked((_state * 1664525) + 1013904223);
                value = (byte)((_state >> 24) & 0x0F);
            }

            _left -= count;
            return ValueTask.FromResult(count);
        }
    }
}
