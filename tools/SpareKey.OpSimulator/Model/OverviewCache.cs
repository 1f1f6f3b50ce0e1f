using System.Globalization;
using System.IO.Enumeration;
using System.Text;

namespace SpareKey.OpSimulator.Model;

/// <summary>
/// Lists of large vaults without reading every item: one line per item file, trusted only while the file's size and time are the same.
/// A file changed in the last moment before the cache was written could change again within one tick of the clock, so such lines are read anew.
/// </summary>
internal static class OverviewCache
{
    private const string Header = "op-simulator overview 1";
    private static readonly long Tick = TimeSpan.FromMilliseconds(50).Ticks;

    private readonly record struct Entry(string Id, long Size, long Time);

    public static List<Overview> Load(string vaultFolder)
    {
        var items = Path.Combine(vaultFolder, "items");
        if (!Directory.Exists(items)) return [];
        var cachePath = Path.Combine(vaultFolder, ".overview");
        var known = Read(cachePath, out var writtenAt);
        var entries = Files(items);
        entries.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        var overviews = new List<Overview>(entries.Count);
        var stale = known.Count != entries.Count;
        foreach (var entry in entries)
        {
            if (known.TryGetValue(entry.Id, out var line) && line.Size == entry.Size && line.Time == entry.Time && entry.Time + Tick < writtenAt)
            {
                overviews.Add(line.Overview);
                continue;
            }
            stale = true;
            if (JsonFile.ReadMapIfThere(Path.Combine(items, entry.Id + ".json")) is { } json) overviews.Add(Overview.Of(entry.Id, json));
        }
        if (stale) Write(cachePath, entries, overviews);
        return overviews;
    }

    private static List<Entry> Files(string folder)
    {
        var found = new FileSystemEnumerable<Entry>(
            folder,
            (ref FileSystemEntry file) => new Entry(Path.GetFileNameWithoutExtension(file.FileName).ToString(), file.Length, file.LastWriteTimeUtc.Ticks))
        {
            ShouldIncludePredicate = (ref FileSystemEntry file) => !file.IsDirectory && file.FileName.EndsWith(".json", StringComparison.Ordinal),
        };
        return [.. found.Where(e => Ids.IsId(e.Id))];
    }

    private static Dictionary<string, (long Size, long Time, Overview Overview)> Read(string path, out long writtenAt)
    {
        writtenAt = 0;
        var known = new Dictionary<string, (long, long, Overview)>(StringComparer.Ordinal);
        if (!File.Exists(path)) return known;
        var lines = File.ReadAllLines(path, Encoding.UTF8);
        if (lines.Length == 0 || lines[0] != Header) return known;
        writtenAt = File.GetLastWriteTimeUtc(path).Ticks;
        foreach (var line in lines.AsSpan(1))
        {
            var cells = line.Split(' ', 5);
            if (cells.Length != 5) continue;
            known[cells[0]] = (Number(cells[1]), Number(cells[2]), new Overview(cells[0], cells[3] == "A", cells[4]));
        }
        return known;
    }

    private static long Number(string cell) => long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;

    private static void Write(string path, List<Entry> entries, List<Overview> overviews)
    {
        var byId = entries.ToDictionary(e => e.Id, StringComparer.Ordinal);
        var text = new StringBuilder().Append(Header).Append('\n');
        foreach (var overview in overviews)
        {
            var entry = byId[overview.Id];
            text.Append(CultureInfo.InvariantCulture, $"{entry.Id} {entry.Size} {entry.Time} {(overview.IsArchived ? 'A' : '-')} {overview.RawJson}\n");
        }
        JsonFile.WriteBytes(path, Encoding.UTF8.GetBytes(text.ToString()));
    }
}
