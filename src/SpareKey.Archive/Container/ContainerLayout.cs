using System.Buffers.Binary;
using System.Text;

namespace SpareKey.Archive.Container;

/// <summary>
/// All bytes of the ZIP structure, computed from names, sizes, CRCs and one time stamp (APPNOTE 6.3.10, method "stored").
/// Writer and reader both use it: the reader accepts exactly the bytes the writer would have written, so nothing can hide in the container.
/// </summary>
internal sealed class ContainerLayout(DosTime time)
{
    public const int LocalHeaderSize = 30;
    public const int DirectoryRecordSize = 46;
    public const int EndSize = 22;
    public const int Zip64EndSize = 56;
    public const int Zip64LocatorSize = 20;

    private const ushort VersionPlain = 20;
    private const ushort VersionZip64 = 45;
    private const ushort MadeOnUnix = 3 << 8;
    private const uint RegularFileMode0600 = 0x8180u << 16;

    private readonly List<ContainerEntry> _entries = [];

    public IReadOnlyList<ContainerEntry> Entries => _entries;

    public long End => _entries.Count == 0 ? 0 : _entries[^1].End;

    public ContainerEntry Add(string name, long size, uint crc)
    {
        var entry = new ContainerEntry(name, size, crc, End);
        _entries.Add(entry);
        return entry;
    }

    public void TruncateTo(int count) => _entries.RemoveRange(count, _entries.Count - count);

    // Sizes stay below 4 GiB by the bounds of the format, so a local header never needs Zip64; offsets may.
    public byte[] LocalHeader(ContainerEntry entry)
    {
        var bytes = new byte[LocalHeaderSize + entry.Name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x04034B50);
        WriteCommon(bytes.AsSpan(4), entry, VersionPlain);
        Encoding.ASCII.GetBytes(entry.Name, bytes.AsSpan(LocalHeaderSize));
        return bytes;
    }

    /// <summary>Directory and end records: everything behind the last entry.</summary>
    public byte[] Tail()
    {
        var tail = new MemoryStream(_entries.Count * 80);
        foreach (var entry in _entries)
            tail.Write(DirectoryRecord(entry));
        WriteEnd(tail, tail.Length);
        return tail.ToArray();
    }

    private byte[] DirectoryRecord(ContainerEntry entry)
    {
        var zip64 = entry.HeaderOffset >= uint.MaxValue;
        var version = zip64 ? VersionZip64 : VersionPlain;
        var bytes = new byte[DirectoryRecordSize + entry.Name.Length + (zip64 ? 12 : 0)];
        var span = bytes.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(span, 0x02014B50);
        BinaryPrimitives.WriteUInt16LittleEndian(span[4..], (ushort)(MadeOnUnix | version));
        WriteCommon(span[6..], entry, version);
        BinaryPrimitives.WriteUInt32LittleEndian(span[38..], RegularFileMode0600);
        BinaryPrimitives.WriteUInt32LittleEndian(span[42..], zip64 ? uint.MaxValue : (uint)entry.HeaderOffset);
        Encoding.ASCII.GetBytes(entry.Name, span[DirectoryRecordSize..]);
        if (!zip64)
            return bytes;
        BinaryPrimitives.WriteUInt16LittleEndian(span[30..], 12);
        var extra = span[(DirectoryRecordSize + entry.Name.Length)..];
        BinaryPrimitives.WriteUInt16LittleEndian(extra, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], 8);
        BinaryPrimitives.WriteInt64LittleEndian(extra[4..], entry.HeaderOffset);
        return bytes;
    }

    // Version needed up to and including the length of the name: the same run of fields in both kinds of header.
    private void WriteCommon(Span<byte> span, ContainerEntry entry, ushort version)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(span, version);
        BinaryPrimitives.WriteUInt16LittleEndian(span[6..], time.Time);
        BinaryPrimitives.WriteUInt16LittleEndian(span[8..], time.Date);
        BinaryPrimitives.WriteUInt32LittleEndian(span[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(span[14..], (uint)entry.Size);
        BinaryPrimitives.WriteUInt32LittleEndian(span[18..], (uint)entry.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(span[22..], (ushort)entry.Name.Length);
    }

    private void WriteEnd(MemoryStream tail, long directorySize)
    {
        if (NeedsZip64End(_entries.Count, directorySize, End))
            WriteZip64End(tail, directorySize);
        Span<byte> end = stackalloc byte[EndSize];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        var count = (ushort)Math.Min(_entries.Count, ushort.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)Math.Min(directorySize, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)Math.Min(End, uint.MaxValue));
        tail.Write(end);
    }

    private void WriteZip64End(MemoryStream tail, long directorySize)
    {
        Span<byte> end = stackalloc byte[Zip64EndSize + Zip64LocatorSize];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06064B50);
        BinaryPrimitives.WriteInt64LittleEndian(end[4..], Zip64EndSize - 12);
        BinaryPrimitives.WriteUInt16LittleEndian(end[12..], MadeOnUnix | VersionZip64);
        BinaryPrimitives.WriteUInt16LittleEndian(end[14..], VersionZip64);
        BinaryPrimitives.WriteInt64LittleEndian(end[24..], _entries.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end[32..], _entries.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end[40..], directorySize);
        BinaryPrimitives.WriteInt64LittleEndian(end[48..], End);
        var locator = end[Zip64EndSize..];
        BinaryPrimitives.WriteUInt32LittleEndian(locator, 0x07064B50);
        BinaryPrimitives.WriteInt64LittleEndian(locator[8..], End + directorySize);
        BinaryPrimitives.WriteUInt32LittleEndian(locator[16..], 1);
        tail.Write(end);
    }

    public static bool NeedsZip64End(int count, long directorySize, long directoryOffset) =>
        count >= ushort.MaxValue || directorySize >= uint.MaxValue || directoryOffset >= uint.MaxValue;
}
