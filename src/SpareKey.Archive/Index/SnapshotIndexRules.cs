using SpareKey.Archive.Tar;

namespace SpareKey.Archive;

/// <summary>
/// What must hold between the index, the segments and the header. The index is under the tag of its message, the header only
/// under a signature that anybody can make with another certificate: whatever the index binds, a stranger cannot change.
/// </summary>
internal static class SnapshotIndexRules
{
    /// <exception cref="SnapshotDamagedException">The header is not the one this index was written for.</exception>
    public static void CheckAgainstHeader(SnapshotIndex index, SnapshotHeader header)
    {
        if (!SafeText.Same(index.Signer, header.Signer))
            throw Header("names another signer than the index: it was signed anew by somebody else");
        if (index.Id != header.Id || !SafeText.Same(index.Label, header.Label) || !SafeText.Same(index.AccountId, header.AccountId) || index.CreatedUtc != header.CreatedUtc)
            throw Header("belongs to another snapshot than the index (id, label, account or time differ)");
        if (index.Segments.Count != header.SegmentCount)
            throw Header($"lists {header.SegmentCount} segments, the index {index.Segments.Count}");
        for (var i = 0; i < index.Segments.Count; i++)
        {
            if (!SafeText.Same(index.Segments[i].Sha256, header.Entries[i + 1].Sha256))
                throw Header($"lists another {SnapshotPart.Segment(i + 1)} than the index: a segment was exchanged");
        }
    }

    /// <exception cref="SnapshotDamagedException">The index contradicts itself.</exception>
    public static void CheckItself(SnapshotIndex index)
    {
        CheckSegments(index.Segments);
        CheckPaths(index.Entries);
        CheckCoverage(index);
    }

    private static void CheckSegments(IReadOnlyList<SnapshotIndexSegment> segments)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            if (!SafeText.Same(segments[i].Name, SnapshotPart.Segment(i + 1)) || segments[i].TarBytes is 0 || segments[i].TarBytes % TarHeader.Block != 0)
                throw Index($"has a malformed segment at position {i + 1}");
        }

        if (segments.Count == 0 || segments[^1].TarBytes != TarHeader.EndSize)
            throw Index("does not end with a segment of two zero blocks");
    }

    private static void CheckPaths(IReadOnlyList<SnapshotIndexEntry> entries)
    {
        var paths = new EntryPathSet();
        for (var i = 0; i < entries.Count; i++)
        {
            if (paths.Objection(entries[i].Path) is { } objection)
                throw Index($"has an entry at position {i + 1} whose path {objection}");
            paths.Add(entries[i].Path);
        }
    }

    // Entries lie one behind the other, without gap or overlap, and only an entry that starts a segment may cross into the next.
    private static void CheckCoverage(SnapshotIndex index)
    {
        var total = index.Segments.Sum(segment => (long)segment.TarBytes);
        var (number, offset) = (1, 0);
        foreach (var entry in index.Entries)
        {
            if (entry.Segment != number || entry.Offset != offset || number >= index.Segments.Count || entry.Size > total)
                throw Misplaced(entry);
            var rest = TarHeader.EntryLength(entry.Path, entry.Size);
            if (rest <= index.Segments[number - 1].TarBytes - offset)
                offset += (int)rest;
            else if (offset != 0 || TarHeader.Length(entry.Path, entry.Size) > index.Segments[number - 1].TarBytes)
                throw Misplaced(entry);
            else
                (number, offset) = LastSegmentOf(index, entry, rest);
            if (offset == index.Segments[number - 1].TarBytes)
                (number, offset) = (number + 1, 0);
        }

        if (number != index.Segments.Count || offset != 0)
            throw Index("does not account for all bytes of the segments");
    }

    private static (int Number, int Offset) LastSegmentOf(SnapshotIndex index, SnapshotIndexEntry entry, long rest)
    {
        for (var number = entry.Segment; number < index.Segments.Count; number++)
        {
            var bytes = index.Segments[number - 1].TarBytes;
            if (rest == bytes)
                return (number, bytes);
            rest -= bytes;
            if (rest < 0)
                break;
        }

        throw Misplaced(entry);
    }

    private static SnapshotDamagedException Misplaced(SnapshotIndexEntry entry) => Index($"places the entry of segment {entry.Segment}, offset {entry.Offset} where it cannot lie");

    private static SnapshotDamagedException Index(string problem) => new(SnapshotPart.Index, problem);

    private static SnapshotDamagedException Header(string problem) => new(SnapshotPart.Header, problem);
}
