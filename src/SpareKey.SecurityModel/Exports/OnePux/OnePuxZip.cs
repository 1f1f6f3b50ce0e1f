using System.IO.Compression;

namespace SpareKey.SecurityModel.Exports;

/// <summary>The ZIP side of 1PUX: its library's failures on hostile archives become one kind of error.</summary>
internal static class OnePuxZip
{
    public static ZipArchive Open(Stream stream, Place place) => Guard(place, () => new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true));

    public static HashSet<string> Names(ZipArchive zip, int limit, Place place)
    {
        var entries = Guard(place, () => zip.Entries);
        if (entries.Count > limit)
            throw place.Malformed($"more than {limit} entries");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            // Two entries of one name: which one counts would depend on the reader.
            if (!names.Add(entry.FullName))
                throw place.Malformed($"the entry {Printable.Text(entry.FullName)} occurs twice");
        }
        return names;
    }

    public static SecretBytes Read(ZipArchive zip, string name, int limit, Place place) => Guard(place, () =>
    {
        var entry = zip.GetEntry(name) ?? throw place.Malformed("it is missing");
        using var stream = entry.Open();
        return BoundedRead.ToEnd(stream, limit, place);
    });

    private static T Guard<T>(Place place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException or IOException)
        {
            throw place.Malformed("it is no sound ZIP file", e);
        }
    }
}
