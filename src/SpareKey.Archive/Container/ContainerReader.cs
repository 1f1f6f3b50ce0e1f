using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SpareKey.Archive.Container;

/// <summary>
/// Reads the directory, regenerates the whole ZIP structure from names, sizes and CRCs, and compares every byte.
/// One stream, several callers: each read takes the lock and seeks.
/// </summary>
internal sealed class ContainerReader
{
    private readonly Stream _stream;
    private readonly Lock _lock = new();
    private readonly ContainerLayout _layout;

    private ContainerReader(Stream stream, ContainerLayout layout) => (_stream, _layout) = (stream, layout);

    public IReadOnlyList<ContainerEntry> Entries => _layout.Entries;

    public int SegmentCount => Entries.Count - ContainerNames.Fixed;

    /// <summary>Size of the largest segment; bounded when the directory was read.</summary>
    public int LargestSegment => (int)Entries.Skip(1).Take(SegmentCount).Max(entry => entry.Size);

    public required DosTime Time { get; init; }

    /// <summary>Reads the directory; local headers are still unchecked.</summary>
    /// <exception cref="SnapshotDamagedException">The directory is not canonical.</exception>
    public static ContainerReader OpenDirectory(Stream stream)
    {
        var end = ContainerEnd.Read(stream);
        var tail = new byte[stream.Length - end.DirectoryOffset];
        ContainerEnd.ReadAt(stream, end.DirectoryOffset, tail);
        if (tail.Length < ContainerLayout.DirectoryRecordSize)
            throw Damaged("the directory is too short");
        var time = new DosTime(BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(12)), BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(14)));
        var layout = ParseDirectory(tail, end, time);
        if (layout.End != end.DirectoryOffset)
            throw Damaged("the entries do not fill the file up to the directory");
        if (!CryptographicOperations.FixedTimeEquals(layout.Tail(), tail))
            throw Damaged("the directory is not in canonical form");
        return new ContainerReader(stream, layout) { Time = time };
    }

    /// <summary>Reads the directory and checks every local header.</summary>
    public static ContainerReader Open(Stream stream)
    {
        var reader = OpenDirectory(stream);
        foreach (var entry in reader.Entries)
            reader.CheckLocalHeader(entry);
        return reader;
    }

    public void CheckLocalHeader(ContainerEntry entry)
    {
        var expected = _layout.LocalHeader(entry);
        var actual = new byte[expected.Length];
        ReadAt(entry.HeaderOffset, actual);
        if (!CryptographicOperations.FixedTimeEquals(expected, actual))
            throw Damaged($"the local header of {entry.Name} differs from the directory");
    }

    public void ReadAt(long offset, Span<byte> destination)
    {
        lock (_lock)
            ContainerEnd.ReadAt(_stream, offset, destination);
    }

    public ContainerEntry Find(string name) => Entries.First(entry => SafeText.Same(entry.Name, name));

    public ContainerEntry Segment(int number) => Entries[number];

    /// <summary>Reads one entry and checks its CRC; its size was bounded when the directory was read.</summary>
    public byte[] ReadAll(ContainerEntry entry)
    {
        var bytes = new byte[entry.Size];
        ReadAt(entry.DataOffset, bytes);
        CheckCrc(entry, bytes);
        return bytes;
    }

    public static void CheckCrc(ContainerEntry entry, ReadOnlySpan<byte> bytes)
    {
        if (Crc32.Compute(bytes) != entry.Crc)
            throw new SnapshotDamagedException(entry.Name, "its bytes do not match the CRC in the container");
    }

    private static ContainerLayout ParseDirectory(ReadOnlySpan<byte> tail, ContainerEnd end, DosTime time)
    {
        var layout = new ContainerLayout(time);
        for (var i = 0; i < end.Count; i++)
        {
            if (tail.Length < ContainerLayout.DirectoryRecordSize)
                throw Damaged("the directory ends in the middle of an entry");
            var name = ContainerNames.At(i, end.Count);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(tail[20..]);
            if (size > ContainerNames.MaxSize(name))
                throw Damaged($"{name} announces {size} bytes; the format allows {ContainerNames.MaxSize(name)}");
            layout.Add(name, size, BinaryPrimitives.ReadUInt32LittleEndian(tail[16..]));
            var length = ContainerLayout.DirectoryRecordSize + BinaryPrimitives.ReadUInt16LittleEndian(tail[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(tail[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(tail[32..]);
            if (length > tail.Length)
                throw Damaged("the directory ends in the middle of an entry");
            tail = tail[length..];
        }

        return layout;
    }

    private static SnapshotDamagedException Damaged(string problem) => new(SnapshotPart.Container, problem);
}
