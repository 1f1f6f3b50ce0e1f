using System.Text.Json;
using SpareKey.Archive.Json;

namespace SpareKey.Archive;

/// <summary>Reads and writes the JSON inside <c>index.cms</c>.</summary>
internal static class SnapshotIndexJson
{
    private static readonly string[] Members = ["format", "version", "id", "signer", "label", "accountId", "created", "segments", "entries", "content"];
    private static readonly string[] SegmentMembers = ["name", "sha256", "tarBytes"];
    private static readonly string[] EntryMembers = ["path", "size", "sha256", "mtime", "segment", "offset"];

    /// <exception cref="SnapshotLimitException">More than 256 MiB.</exception>
    public static void Write(Stream output, SnapshotIndex index)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("format", SnapshotIndex.FormatName);
        json.WriteNumber("version", SnapshotHeader.FormatVersion);
        json.WriteString("id", index.Id.Value);
        json.WriteString("signer", index.Signer);
        json.WriteString("label", index.Label);
        json.WriteString("accountId", index.AccountId);
        json.WriteString("created", UtcSecond.Format(index.CreatedUtc));
        json.WriteStartArray("segments");
        foreach (var segment in index.Segments)
            WriteSegment(json, segment);
        json.WriteEndArray();
        json.WriteStartArray("entries");
        foreach (var entry in index.Entries)
            WriteEntry(json, entry);
        json.WriteEndArray();
        json.Flush();
        CheckSize(json.BytesCommitted + index.Content.Length);
        // The content may be large: through the writer it would be buffered whole once more.
        output.Write(",\"content\":"u8);
        output.Write(index.Content.Span);
        output.Write("}"u8);
    }

    /// <exception cref="SnapshotDamagedException">Not an index of version 1.</exception>
    public static SnapshotIndex Read(ReadOnlyMemory<byte> utf8) => StrictJson.Guard(utf8.Span, SnapshotPart.Index, (ref StrictJson json) => Read(ref json, utf8));

    private static void WriteSegment(Utf8JsonWriter json, SnapshotIndexSegment segment)
    {
        json.WriteStartObject();
        json.WriteString("name", segment.Name);
        json.WriteString("sha256", segment.Sha256);
        json.WriteNumber("tarBytes", segment.TarBytes);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, SnapshotIndexEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("path", entry.Path);
        json.WriteNumber("size", entry.Size);
        json.WriteString("sha256", entry.Sha256);
        json.WriteString("mtime", UtcSecond.Format(entry.Modified));
        json.WriteNumber("segment", entry.Segment);
        json.WriteNumber("offset", entry.Offset);
        json.WriteEndObject();
        if (json.BytesPending < FlushThreshold)
            return;
        json.Flush();
        CheckSize(json.BytesCommitted);
    }

    private const int FlushThreshold = 64 * 1024;

    private static void CheckSize(long bytes)
    {
        if (bytes > SnapshotLimits.MaxIndex)
            throw new SnapshotLimitException($"the index would exceed {SnapshotLimits.MaxIndex} bytes");
    }

    private static SnapshotIndex Read(ref StrictJson json, ReadOnlyMemory<byte> utf8)
    {
        var draft = new Draft();
        uint seen = 0;
        json.StartObject();
        for (var member = json.NextMember(Members, ref seen); member >= 0; member = json.NextMember(Members, ref seen))
            ReadMember(ref json, member, draft, utf8);
        return draft.Index();
    }

    private static void ReadMember(ref StrictJson json, int member, Draft draft, ReadOnlyMemory<byte> utf8)
    {
        switch (member)
        {
            case 0: json.Text(64, text => text is SnapshotIndex.FormatName, "format name"); break;
            case 1: CheckVersion(ref json); break;
            case 2: draft.Id = json.Id(); break;
            case 3: draft.Signer = json.Sha256(); break;
            case 4: draft.Label = json.Text(63, SafeText.IsLabel, "label"); break;
            case 5: draft.AccountId = json.Text(128, SafeText.IsAccountId, "account id"); break;
            case 6: draft.Created = json.Instant(); break;
            case 7: draft.Segments = ReadSegments(ref json); break;
            case 8: draft.Entries = ReadEntries(ref json); break;
            default: draft.Content = utf8[json.Any()].ToArray(); break;
        }
    }

    // The header was of version 1, so an index of another version is no newer format but a mismatch.
    private static void CheckVersion(ref StrictJson json)
    {
        if (json.Number() != SnapshotHeader.FormatVersion)
            throw json.Damaged("is of another format version than snapshot.json");
    }

    private static List<SnapshotIndexSegment> ReadSegments(ref StrictJson json)
    {
        var segments = new List<SnapshotIndexSegment>();
        json.StartArray();
        while (json.NextElement())
        {
            json.CurrentObject();
            if (segments.Count == SnapshotLimits.MaxSegments)
                throw json.Damaged($"names more than {SnapshotLimits.MaxSegments} segments");
            segments.Add(ReadSegment(ref json));
        }

        return segments;
    }

    private static SnapshotIndexSegment ReadSegment(ref StrictJson json)
    {
        uint seen = 0;
        var (name, sha256, tarBytes) = ("", "", 0L);
        for (var member = json.NextMember(SegmentMembers, ref seen); member >= 0; member = json.NextMember(SegmentMembers, ref seen))
        {
            switch (member)
            {
                case 0: name = json.String(64); break;
                case 1: sha256 = json.Sha256(); break;
                default: tarBytes = json.Number(); break;
            }
        }

        return tarBytes <= SnapshotLimits.MaxSlice
            ? new SnapshotIndexSegment(name, sha256, (int)tarBytes)
            : throw json.Damaged($"has a segment of more than {SnapshotLimits.MaxSlice} tar bytes");
    }

    private static List<SnapshotIndexEntry> ReadEntries(ref StrictJson json)
    {
        var entries = new List<SnapshotIndexEntry>();
        json.StartArray();
        while (json.NextElement())
        {
            json.CurrentObject();
            entries.Add(ReadEntry(ref json));
        }

        return entries;
    }

    private static SnapshotIndexEntry ReadEntry(ref StrictJson json)
    {
        uint seen = 0;
        var (path, size, sha256, modified, segment, offset) = ("", 0L, "", default(DateTimeOffset), 0L, 0L);
        for (var member = json.NextMember(EntryMembers, ref seen); member >= 0; member = json.NextMember(EntryMembers, ref seen))
        {
            switch (member)
            {
                case 0: path = json.String(SnapshotLimits.MaxPath); break;
                case 1: size = json.Number(); break;
                case 2: sha256 = json.Sha256(); break;
                case 3: modified = json.Instant(); break;
                case 4: segment = json.Number(); break;
                default: offset = json.Number(); break;
            }
        }

        return segment <= SnapshotLimits.MaxSegments && offset < SnapshotLimits.MaxSlice
            ? new SnapshotIndexEntry(path, size, sha256, modified, (int)segment, (int)offset)
            : throw json.Damaged("has an entry that lies outside every segment");
    }

    private sealed class Draft
    {
        public SnapshotId? Id { get; set; }
        public string Signer { get; set; } = "";
        public string Label { get; set; } = "";
        public string AccountId { get; set; } = "";
        public DateTimeOffset Created { get; set; }
        public List<SnapshotIndexSegment> Segments { get; set; } = [];
        public List<SnapshotIndexEntry> Entries { get; set; } = [];
        public byte[] Content { get; set; } = [];

        // NextMember saw to it that every member was there.
        public SnapshotIndex Index() => new()
        {
            Id = Id!,
            Signer = Signer,
            Label = Label,
            AccountId = AccountId,
            CreatedUtc = Created,
            Segments = Segments,
            Entries = Entries,
            Content = Content,
        };
    }
}
