using System.Text;
using SpareKey.Archive.Container;
using SpareKey.TestKit;

namespace SpareKey.Archive.Tests;

public sealed class ContainerTests
{
    [Fact]
    public void The_checksum_is_the_one_of_zip()
    {
        Assert.Equal(0xCBF43926u, Crc32.Compute("123456789"u8));
        Assert.Equal(0u, Crc32.Compute([]));
        var bytes = Encoding.ASCII.GetBytes(new string('x', 1000));
        for (var length = 0; length < 40; length++)
            Assert.Equal(BitByBit(bytes.AsSpan(0, length)), Crc32.Compute(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void A_container_beyond_4_GiB_uses_zip64_exactly_where_it_must()
    {
        const long Segment = 4_000_000;
        var layout = new ContainerLayout(DosTime.From(Made.Created));
        for (var i = 0; i < 1200; i++)
            layout.Add(ContainerNames.At(i, 1200), Math.Min(Segment, ContainerNames.MaxSize(ContainerNames.At(i, 1200))), 7);
        using var sparse = new SparseStream(layout);
        var reader = ContainerReader.Open(sparse);
        Assert.Equal(1200, reader.Entries.Count);
        Assert.True(reader.Entries[^1].HeaderOffset > uint.MaxValue);
        using var archive = new System.IO.Compression.ZipArchive(sparse, System.IO.Compression.ZipArchiveMode.Read);
        Assert.Equal(layout.Entries.Select(entry => (entry.Name, entry.Size)), archive.Entries.Select(entry => (entry.FullName, entry.Length)));
    }

    [Fact]
    public async Task Unzip_accepts_a_container_beyond_4_GiB()
    {
        using var folder = new TempFolder();
        var layout = new ContainerLayout(DosTime.From(Made.Created));
        for (var i = 0; i < 1200; i++)
            layout.Add(ContainerNames.At(i, 1200), Math.Min(4_000_000, ContainerNames.MaxSize(ContainerNames.At(i, 1200))), 7);
        await using (var file = new FileStream(folder.File("big.zip"), FileMode.CreateNew))
        {
            // The file is sparse: only headers and directory take room.
            foreach (var entry in layout.Entries)
            {
                file.Position = entry.HeaderOffset;
                await file.WriteAsync(layout.LocalHeader(entry));
            }

            file.Position = layout.End;
            await file.WriteAsync(layout.Tail());
        }

        var listing = (await StockTool.RunAsync("unzip", ["-l", "big.zip"], folder.Path)).Expect().Text;
        Assert.Contains("1200 files", listing, StringComparison.Ordinal);
        // The content is zeros with a wrong CRC, so a test of one late entry must find it and complain of exactly that.
        var test = await StockTool.RunAsync("unzip", ["-t", "big.zip", "snapshot.p7s"], folder.Path);
        Assert.Contains("bad CRC", test.Text + test.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_65534_entries_use_the_zip64_end_record()
    {
        var layout = new ContainerLayout(DosTime.From(Made.Created));
        for (var i = 0; i < 65_535; i++)
            layout.Add(ContainerNames.At(i, 65_535), 1, 7);
        using var sparse = new SparseStream(layout);
        Assert.Equal(65_535, ContainerReader.Open(sparse).Entries.Count);
        Assert.Equal(ContainerLayout.Zip64EndSize + ContainerLayout.Zip64LocatorSize + ContainerLayout.EndSize, EndLength(65_535));
        Assert.Equal(ContainerLayout.EndSize, EndLength(65_534));
    }

    [Fact]
    public async Task A_zip_by_a_stock_tool_is_refused_though_its_files_are_right()
    {
        using var folder = new TempFolder();
        var made = await Made.SmallAsync();
        Directory.CreateDirectory(folder.File("segments"));
        foreach (var (name, content) in made.Parts())
            await folder.WriteAsync(name, content);
        (await StockTool.RunAsync("zip", ["-0", "-X", "s.zip", .. made.Parts().Select(part => part.Name)], folder.Path)).Expect();
        Assert.Contains((await Made.VerifyAsync(await folder.ReadAsync("s.zip"))).Findings, finding => finding.Part is SnapshotPart.Container);
    }

    [Fact]
    public async Task An_absurd_number_of_entries_costs_no_memory()
    {
        var made = await Made.SmallAsync();
        var bytes = made.Bytes.ToArray();
        bytes[^12] = 0xFE;
        bytes[^11] = 0xFF;
        bytes[^14] = 0xFE;
        bytes[^13] = 0xFF;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SnapshotDamagedException>(() => ContainerReader.Open(new MemoryStream(bytes)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    private static int EndLength(int count)
    {
        var layout = new ContainerLayout(DosTime.From(Made.Created));
        for (var i = 0; i < count; i++)
            layout.Add("x", 1, 7);
        return layout.Tail().Length - (count * (ContainerLayout.DirectoryRecordSize + 1));
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }

    /// <summary>All headers of a container, with zeros for the content.</summary>
    private sealed class SparseStream : MemoryStream
    {
        private readonly SortedDictionary<long, byte[]> _pieces = [];
        private readonly List<long> _starts;
        private readonly long _length;

        public SparseStream(ContainerLayout layout)
        {
            foreach (var entry in layout.Entries)
                _pieces[entry.HeaderOffset] = layout.LocalHeader(entry);
            _pieces[layout.End] = layout.Tail();
            _starts = [.. _pieces.Keys];
            _length = layout.End + _pieces[layout.End].Length;
        }

        public override long Length => _length;

        public override long Position { get; set; }

        public override long Seek(long offset, SeekOrigin origin) => Position = offset + (origin switch { SeekOrigin.Begin => 0, SeekOrigin.End => _length, _ => Position });

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, _length - Position);
            buffer = buffer[..count];
            buffer.Clear();
            var at = _starts.BinarySearch(Position);
            for (var i = Math.Max(0, at >= 0 ? at : ~at - 1); i < _starts.Count && _starts[i] < Position + count; i++)
                Overlay(buffer, _starts[i], _pieces[_starts[i]]);
            Position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        private void Overlay(Span<byte> buffer, long start, byte[] piece)
        {
            var skip = (int)Math.Clamp(Position - start, 0, piece.Length);
            var into = (int)Math.Max(0, start - Position);
            piece.AsSpan(skip, Math.Min(piece.Length - skip, buffer.Length - into)).CopyTo(buffer[into..]);
        }
    }
}
