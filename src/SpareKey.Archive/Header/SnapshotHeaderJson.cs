using System.Text.Json;
using SpareKey.Archive.Json;

namespace SpareKey.Archive;

/// <summary>Reads and writes <c>snapshot.json</c>.</summary>
internal static class SnapshotHeaderJson
{
    private static readonly string[] Members =
        ["format", "version", "id", "label", "accountId", "created", "complete", "counts", "tool", "source", "recipients", "signer", "previous", "entries"];

    private static readonly string[] RecipientMembers = ["certificate", "issuerAndSerial"];
    private static readonly string[] PreviousMembers = ["id", "sha256"];
    private static readonly string[] EntryMembers = ["name", "size", "sha256"];

    public static byte[] Write(SnapshotHeader header)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("format", SnapshotHeader.FormatName);
            json.WriteNumber("version", SnapshotHeader.FormatVersion);
            json.WriteString("id", header.Id.Value);
            json.WriteString("label", header.Label);
            json.WriteString("accountId", header.AccountId);
            json.WriteString("created", UtcSecond.Format(header.CreatedUtc));
            json.WriteBoolean("complete", header.Complete);
            WriteCounts(json, header.Counts);
            json.WriteString("tool", header.Tool);
            json.WriteString("source", header.Source);
            WriteRecipients(json, header.Recipients);
            json.WriteString("signer", header.Signer);
            WritePrevious(json, header.Previous);
            WriteEntries(json, header.Entries);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return output.ToArray();
    }

    /// <exception cref="SnapshotDamagedException">Not a header of version 1.</exception>
    /// <exception cref="SnapshotVersionException">A header of another version.</exception>
    public static SnapshotHeader Read(ReadOnlySpan<byte> utf8)
    {
        CheckVersion(utf8);
        return StrictJson.Guard(utf8, SnapshotPart.Header, Read);
    }

    // A newer version may have other members, so its number is looked for before the shape is judged.
    private static void CheckVersion(ReadOnlySpan<byte> utf8)
    {
        var version = StrictJson.Guard(utf8, SnapshotPart.Header, (ref StrictJson json) =>
        {
            json.StartObject();
            long? found = null;
            while (json.NextName() is { } name)
            {
                if (name is "version" && found is null)
                    found = json.Number();
                else
                    json.Any();
            }

            return found ?? throw json.Damaged("lacks the member \"version\"");
        });
        if (version != SnapshotHeader.FormatVersion)
            throw new SnapshotVersionException(version);
    }

    private static SnapshotHeader Read(ref StrictJson json)
    {
        var draft = new Draft();
        uint seen = 0;
        json.StartObject();
        for (var member = json.NextMember(Members, ref seen); member >= 0; member = json.NextMember(Members, ref seen))
            ReadMember(ref json, member, draft);
        return draft.Header();
    }

    private static void ReadMember(ref StrictJson json, int member, Draft draft)
    {
        switch (member)
        {
            case 0: json.Text(64, text => text is SnapshotHeader.FormatName, "format name"); break;
            case 1: json.Number(); break;
            case 2: draft.Id = json.Id(); break;
            case 3: draft.Label = json.Text(63, SafeText.IsLabel, "label"); break;
            case 4: draft.AccountId = json.Text(128, SafeText.IsAccountId, "account id"); break;
            case 5: draft.Created = ReadCreated(ref json); break;
            case 6: draft.Complete = json.Boolean(); break;
            case 7: draft.Counts = ReadCounts(ref json); break;
            case 8: draft.Tool = json.Text(1200, SafeText.IsNote, "tool"); break;
            case 9: draft.Source = json.Text(1200, SafeText.IsNote, "source"); break;
            case 10: draft.Recipients = ReadRecipients(ref json); break;
            case 11: draft.Signer = json.Sha256(); break;
            case 12: draft.Previous = ReadPrevious(ref json); break;
            default: draft.Entries = ReadEntries(ref json); break;
        }
    }

    private static DateTimeOffset ReadCreated(ref StrictJson json)
    {
        var created = json.Instant();
        return UtcSecond.IsSnapshotTime(created) ? created : throw json.Damaged("was made outside the years 1980 to 2107");
    }

    private static SortedDictionary<string, long> ReadCounts(ref StrictJson json)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        json.StartObject();
        while (json.NextName() is { } name)
        {
            if (!SafeText.IsCountName(name) || counts.Count == SnapshotLimits.MaxCounts || !counts.TryAdd(name, json.Number()))
                throw json.Damaged("has a malformed, doubled or surplus count");
        }

        return counts;
    }

    private static List<SnapshotRecipient> ReadRecipients(ref StrictJson json)
    {
        var recipients = new List<SnapshotRecipient>();
        json.StartArray();
        while (json.NextElement())
        {
            json.CurrentObject();
            uint seen = 0;
            var values = new string[RecipientMembers.Length];
            for (var member = json.NextMember(RecipientMembers, ref seen); member >= 0; member = json.NextMember(RecipientMembers, ref seen))
                values[member] = json.Sha256();
            recipients.Add(new SnapshotRecipient(values[0], values[1]));
            if (recipients.Count > SnapshotLimits.MaxRecipients)
                throw json.Damaged($"names more than {SnapshotLimits.MaxRecipients} recipients");
        }

        var distinct = recipients.DistinctBy(r => r.Thumbprint, StringComparer.Ordinal).Count() == recipients.Count && recipients.DistinctBy(r => r.IssuerAndSerial, StringComparer.Ordinal).Count() == recipients.Count;
        return recipients.Count > 0 && distinct ? recipients : throw json.Damaged("names no recipient, or one twice");
    }

    private static SnapshotReference? ReadPrevious(ref StrictJson json)
    {
        if (json.NullOrStartObject())
            return null;
        uint seen = 0;
        SnapshotId? id = null;
        string? sha256 = null;
        for (var member = json.NextMember(PreviousMembers, ref seen); member >= 0; member = json.NextMember(PreviousMembers, ref seen))
        {
            if (member == 0)
                id = json.Id();
            else
                sha256 = json.Sha256();
        }

        return new SnapshotReference(id!, sha256!);
    }

    private static List<SnapshotHeaderEntry> ReadEntries(ref StrictJson json)
    {
        var entries = new List<SnapshotHeaderEntry>();
        json.StartArray();
        while (json.NextElement())
        {
            json.CurrentObject();
            entries.Add(ReadEntry(ref json));
        }

        var named = entries.Count >= 3 && entries[0].Name is SnapshotPart.Readme && entries[^1].Name is SnapshotPart.Index
            && Enumerable.Range(1, entries.Count - 2).All(number => SafeText.Same(entries[number].Name, SnapshotPart.Segment(number)));
        return named ? entries : throw json.Damaged("does not list README.txt, consecutive segments and index.cms");
    }

    private static SnapshotHeaderEntry ReadEntry(ref StrictJson json)
    {
        uint seen = 0;
        var (name, size, sha256) = ("", 0L, "");
        for (var member = json.NextMember(EntryMembers, ref seen); member >= 0; member = json.NextMember(EntryMembers, ref seen))
        {
            switch (member)
            {
                case 0: name = json.String(64); break;
                case 1: size = json.Number(); break;
                default: sha256 = json.Sha256(); break;
            }
        }

        return new SnapshotHeaderEntry(name, size, sha256);
    }

    private static void WriteCounts(Utf8JsonWriter json, IReadOnlyDictionary<string, long> counts)
    {
        json.WriteStartObject("counts");
        foreach (var (name, count) in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteNumber(name, count);
        json.WriteEndObject();
    }

    private static void WriteRecipients(Utf8JsonWriter json, IReadOnlyList<SnapshotRecipient> recipients)
    {
        json.WriteStartArray("recipients");
        foreach (var recipient in recipients)
        {
            json.WriteStartObject();
            json.WriteString("certificate", recipient.Thumbprint);
            json.WriteString("issuerAndSerial", recipient.IssuerAndSerial);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePrevious(Utf8JsonWriter json, SnapshotReference? previous)
    {
        if (previous is null)
        {
            json.WriteNull("previous");
            return;
        }

        json.WriteStartObject("previous");
        json.WriteString("id", previous.Id.Value);
        json.WriteString("sha256", previous.HeaderSha256);
        json.WriteEndObject();
    }

    private static void WriteEntries(Utf8JsonWriter json, IReadOnlyList<SnapshotHeaderEntry> entries)
    {
        json.WriteStartArray("entries");
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteNumber("size", entry.Size);
            json.WriteString("sha256", entry.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private sealed class Draft
    {
        public SnapshotId? Id { get; set; }
        public string Label { get; set; } = "";
        public string AccountId { get; set; } = "";
        public DateTimeOffset Created { get; set; }
        public bool Complete { get; set; }
        public SortedDictionary<string, long> Counts { get; set; } = [];
        public string Tool { get; set; } = "";
        public string Source { get; set; } = "";
        public List<SnapshotRecipient> Recipients { get; set; } = [];
        public string Signer { get; set; } = "";
        public SnapshotReference? Previous { get; set; }
        public List<SnapshotHeaderEntry> Entries { get; set; } = [];

        // NextMember saw to it that every member was there.
        public SnapshotHeader Header() => new()
        {
            Id = Id!,
            Label = Label,
            AccountId = AccountId,
            CreatedUtc = Created,
            Complete = Complete,
            Counts = Counts,
            Tool = Tool,
            Source = Source,
            Recipients = Recipients,
            Signer = Signer,
            Previous = Previous,
            Entries = Entries,
        };
    }
}
