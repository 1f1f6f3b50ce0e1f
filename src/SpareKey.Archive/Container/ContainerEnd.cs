using System.Buffers.Binary;

namespace SpareKey.Archive.Container;

/// <summary>The end record, found at the one place it may stand: the last 22 bytes.</summary>
internal sealed record ContainerEnd(int Count, long DirectoryOffset)
{
    private const int MaxDirectoryRecord = 128;

    public static ContainerEnd Read(Stream stream)
    {
        if (stream.Length < ContainerLayout.EndSize)
            throw Damaged("too short for a ZIP file");
        Span<byte> end = stackalloc byte[ContainerLayout.EndSize];
        ReadAt(stream, stream.Length - end.Length, end);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != 0x06054B50)
            throw Damaged("the file does not end with a ZIP end record: it is truncated, or something was appended");
        long count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        var endSize = ContainerLayout.EndSize;
        if (count == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue)
        {
            endSize += ContainerLayout.Zip64EndSize + ContainerLayout.Zip64LocatorSize;
            (count, size, offset) = ReadZip64(stream, endSize);
        }

        return Checked(stream.Length, endSize, count, size, offset);
    }

    public static void ReadAt(Stream stream, long offset, Span<byte> destination)
    {
        stream.Position = offset;
        stream.ReadExactly(destination);
    }

    private static (long Count, long Size, long Offset) ReadZip64(Stream stream, int endSize)
    {
        if (stream.Length < endSize)
            throw Damaged("too short for its Zip64 end record");
        Span<byte> end = stackalloc byte[ContainerLayout.Zip64EndSize];
        ReadAt(stream, stream.Length - endSize, end);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != 0x06064B50)
            throw Damaged("the Zip64 end record is missing");
        return (BinaryPrimitives.ReadInt64LittleEndian(end[32..]), BinaryPrimitives.ReadInt64LittleEndian(end[40..]), BinaryPrimitives.ReadInt64LittleEndian(end[48..]));
    }

    // All three numbers are hostile until here: bounded one by one so that no sum can overflow and no allocation exceeds the file.
    private static ContainerEnd Checked(long length, int endSize, long count, long size, long offset)
    {
        if (count is < ContainerNames.MinEntries or > ContainerNames.MaxEntries)
            throw Damaged($"announces {count} entries; a snapshot has {ContainerNames.MinEntries} to {ContainerNames.MaxEntries}");
        if (size < count * ContainerLayout.DirectoryRecordSize || size > count * MaxDirectoryRecord || size > length)
            throw Damaged("the size of the directory does not fit its number of entries");
        if (offset < 0 || offset != length - endSize - size)
            throw Damaged("the directory does not lie where the end record says");
        return new ContainerEnd((int)count, offset);
    }

    private static SnapshotDamagedException Damaged(string problem) => new(SnapshotPart.Container, problem);
}
