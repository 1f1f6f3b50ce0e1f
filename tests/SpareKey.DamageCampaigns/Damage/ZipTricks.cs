using System.Buffers.Binary;
using System.Text;
using SpareKey.Archive.Container;
using SpareKey.Archive.Tests;

namespace SpareKey.DamageCampaigns;

/// <summary>What ZIP readers have been fooled with: each leaves README, messages, header and signature as they are.</summary>
internal sealed class ZipTricks(Made made)
{
    private const int TenMillion = 10_000_000;
    private readonly ContainerReader _container = ContainerReader.Open(made.Stream);

    private int Directory => (int)_container.Entries[^1].End;

    private byte[] Tail => made.Bytes[Directory..];

    public IEnumerable<DamageCase> All()
    {
        foreach (var (name, bytes) in Tricks())
            yield return DamageCase.Container("zip: " + name, bytes);
    }

    private IEnumerable<(string Name, byte[] Bytes)> Tricks()
    {
        var bytes = made.Bytes;
        var records = Tail[..^ContainerLayout.EndSize];
        yield return ("a second directory in front of the first", [.. bytes[..Directory], .. records, .. Tail]);
        yield return ("a second directory and end record behind", [.. bytes, .. Tail]);
        yield return ("a comment behind the end record", [.. Changed(At(-2, 2, 0)), .. "hi"u8]);
        yield return ("a program in front", [.. "#!/bin/sh\n"u8, .. bytes]);
        yield return ("a gap in front of the directory", [.. bytes[..Directory], 0, .. Tail]);
        yield return ("local name differs", Changed(Text(LocalName(1), "../../../etc/passwd")));
        yield return ("directory name differs", Changed(Text(DirectoryName(1), "segments/000009.cms")));
        yield return ("absolute name in both", Changed(Text(LocalName(1), "/tmp/0000/00001.cms"), Text(DirectoryName(1), "/tmp/0000/00001.cms")));
        yield return ("name with .. in both", Changed(Text(LocalName(1), "../../x/../00001.cms"[..19]), Text(DirectoryName(1), "../../x/../00001.cms"[..19])));
        yield return ("backslash in both", Changed(Text(LocalName(1), "segments\\000001.cms"), Text(DirectoryName(1), "segments\\000001.cms")));
        yield return ("two entries of one name", Changed(Text(LocalName(2), "segments/000001.cms"), Text(DirectoryName(2), "segments/000001.cms")));
        yield return ("overlapping entries", Changed(Number(Record(2) + 42, (uint)_container.Entries[1].HeaderOffset)));
        yield return ("an offset behind the end", Changed(Number(Record(2) + 42, uint.MaxValue - 1)));
        yield return ("symbolic link", Changed(Number(Record(1) + 38, 0xA1FFu << 16)));
        yield return ("a folder's attributes", Changed(Number(Record(1) + 38, 0x41FFu << 16)));
        yield return ("deflated bomb of 4 GiB", Changed(At(Local(1) + 8, 8, 0), At(Record(1) + 10, 8, 0), Number(Local(1) + 22, uint.MaxValue - 1), Number(Record(1) + 24, uint.MaxValue - 1)));
        yield return ("sizes of 4 GiB", Changed(Number(Record(1) + 20, uint.MaxValue), Number(Record(1) + 24, uint.MaxValue)));
        yield return ("data descriptor flag", Changed(At(Local(1) + 6, 8, 0), At(Record(1) + 8, 8, 0)));
        yield return ("encryption flag", Changed(At(Local(1) + 6, 1, 0), At(Record(1) + 8, 1, 0)));
        yield return ("UTF-8 flag", Changed(At(Local(1) + 7, 8), At(Record(1) + 9, 8)));
        yield return ("another disk", Changed(At(Record(1) + 34, 1, 0)));
        yield return ("another disk in the end record", Changed(At(-18, 1, 0)));
        yield return ("counts that differ", Changed(At(-14, 99, 0)));
        yield return ("a directory entry's comment", Changed(At(Record(1) + 32, 1, 0)));
        yield return ("an extra field's length", Changed(At(Local(1) + 28, 4, 0)));
        yield return ("directory in another order", [.. bytes[..Directory], .. Reordered(), .. bytes[^ContainerLayout.EndSize..]]);
        yield return ("10 million entries announced", WithZip64(TenMillion, records.Length));
        yield return ("10 million entries and a directory that fits them", WithZip64(TenMillion, TenMillion * 46L));
        yield return ("Zip64 end record for the true numbers, which need none", WithZip64(_container.Entries.Count, records.Length));
        yield return ("Zip64 with negative numbers", WithZip64(-1, -1));
        yield return ("Zip64 announced and missing", Changed(At(-14, 0xFF, 0xFF), At(-12, 0xFF, 0xFF)));
    }

    private int Local(int entry) => (int)_container.Entries[entry].HeaderOffset;

    private int LocalName(int entry) => Local(entry) + ContainerLayout.LocalHeaderSize;

    private int Record(int entry) => Directory + _container.Entries.Take(entry).Sum(before => ContainerLayout.DirectoryRecordSize + before.Name.Length);

    private int DirectoryName(int entry) => Record(entry) + ContainerLayout.DirectoryRecordSize;

    private byte[] Reordered() => [.. made.Bytes[Record(1)..Record(2)], .. made.Bytes[Directory..Record(1)], .. made.Bytes[Record(2)..^ContainerLayout.EndSize]];

    private byte[] WithZip64(long count, long directorySize)
    {
        var end = new byte[ContainerLayout.Zip64EndSize + ContainerLayout.Zip64LocatorSize + ContainerLayout.EndSize];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06064B50);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(4), 44);
        foreach (var (at, value) in ((int, long)[])[(24, count), (32, count), (40, directorySize), (48, Directory)])
            BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(at), value);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(56), 0x07064B50);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(64), made.Bytes.Length - ContainerLayout.EndSize);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(72), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(76), 0x06054B50);
        end.AsSpan(84, 12).Fill(0xFF);
        return [.. made.Bytes[..^ContainerLayout.EndSize], .. end];
    }

    private byte[] Changed(params (int At, byte[] Bytes)[] changes)
    {
        var bytes = made.Bytes.ToArray();
        foreach (var (at, change) in changes)
            change.CopyTo(bytes, at < 0 ? bytes.Length + at : at);
        return bytes;
    }

    private static (int At, byte[] Bytes) At(int at, params byte[] bytes) => (at, bytes);

    private static (int At, byte[] Bytes) Text(int at, string text) => (at, Encoding.ASCII.GetBytes(text));

    private static (int At, byte[] Bytes) Number(int at, uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return (at, bytes);
    }
}
