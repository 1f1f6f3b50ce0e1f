using SpareKey.Archive;
using SpareKey.Archive.Tests;

namespace SpareKey.DamageCampaigns.Damage;

/// <summary>Entries flipped, exchanged, dropped, doubled and taken from elsewhere; as they are, and signed anew.</summary>
internal static class EntryTricks
{
    public static async Task<List<DamageCase>> AllAsync(Victim victim)
    {
        var made = victim.Snapshot;
        var cases = new List<DamageCase>();
        foreach (var (name, parts, judge) in Damaged(victim))
            cases.Add(judge("entries: " + name, await Forge.ZipAsync(parts, made.Settings.CreatedUtc)));
        return cases;
    }

    private static IEnumerable<(string Name, List<(string Name, byte[] Content)> Parts, Func<string, byte[], DamageCase> Judge)> Damaged(Victim victim)
    {
        var made = victim.Snapshot;
        var other = victim.Other.Parts();
        yield return ("a flipped bit in README.txt", Flipped(made, 0), (name, bytes) => new(name, bytes, SnapshotPart.Readme, SnapshotPart.Readme, null, null, null));
        yield return ("a flipped bit in a segment", Flipped(made, 1), (name, bytes) => DamageCase.Segment(name, bytes));
        yield return ("a flipped bit in the segment that holds the archive's end only", Flipped(made, ^4), (name, bytes) => DamageCase.Segment(name, bytes, made.Parts().Count - 4));
        yield return ("a flipped bit in the index", Flipped(made, ^3), DamageCase.Index);
        yield return ("a flipped bit in the header", Flipped(made, ^2), (name, bytes) => DamageCase.Everywhere(name, bytes, DamageCase.HeaderOrSignature));
        yield return ("a flipped bit in the signature", Flipped(made, ^1), Signature);
        yield return ("two segments exchanged", Exchanged(made, 1, 2), (name, bytes) => DamageCase.Segment(name, bytes));
        yield return ("a segment dropped, the rest renumbered", Forge.Renumbered(Without(made, 1)), Header);
        yield return ("a segment doubled, the rest renumbered", Forge.Renumbered(Doubled(made, 1)), Header);
        yield return ("a segment of another snapshot", With(made, 1, other[1].Content), (name, bytes) => DamageCase.Segment(name, bytes));
        yield return ("the index of another snapshot", With(made, ^3, other[^3].Content), DamageCase.Index);
        yield return ("the header of another snapshot", With(made, ^2, other[^2].Content), Signature);
        yield return ("the signature of another snapshot", With(made, ^1, other[^1].Content), Signature);
        yield return ("header and signature of another snapshot", WithEnd(made, other), (name, bytes) => new(name, bytes, "segments/000001.cms", "segments/000001.cms", null, SnapshotPart.Index, SnapshotPart.Index));
        foreach (var resigned in Resigned(victim, made, other))
            yield return resigned;
    }

    // From here on the header is signed by somebody who may (the true signer), or by somebody who may not.
    private static IEnumerable<(string Name, List<(string Name, byte[] Content)> Parts, Func<string, byte[], DamageCase> Judge)> Resigned(Victim victim, Made made, List<(string Name, byte[] Content)> other)
    {
        yield return ("signed anew by a stranger", Forge.Resigned(made.Parts(), Made.Stranger), (name, bytes) => DamageCase.OnlyWithKey(name, bytes, SnapshotPart.Header));
        yield return ("signed anew by a stranger who calls it incomplete", Forge.Resigned(made.Parts(), Made.Stranger, header => header with { Complete = false }), (name, bytes) => DamageCase.OnlyWithKey(name, bytes, SnapshotPart.Header));
        yield return ("the stranger's signature under the true signer's header", [.. made.Parts()[..^1], (SnapshotPart.Signature, Made.Stranger.SignDetached(made.Parts()[^2].Content))], Signature);
        yield return ("the true signer drops a segment", Forge.Resigned(Forge.Renumbered(Without(made, 2)), Made.Signer), (name, bytes) => DamageCase.OnlyWithKey(name, bytes, SnapshotPart.Header));
        yield return ("the true signer doubles a segment", Forge.Resigned(Forge.Renumbered(Doubled(made, 1)), Made.Signer), (name, bytes) => DamageCase.OnlyWithKey(name, bytes, SnapshotPart.Header));
        yield return ("the true signer takes another snapshot's segment", Forge.Resigned(With(made, 1, other[1].Content), Made.Signer), (name, bytes) => DamageCase.OnlyWithKey(name, bytes, SnapshotPart.Header));
        yield return ("the true signer takes another snapshot's index", Forge.Resigned(With(made, ^3, other[^3].Content), Made.Signer), (name, bytes) => DamageCase.OnlyWithKey(name, bytes, SnapshotPart.Header));
        yield return ("a gzip bomb as a segment, by the true signer", Forge.WithSegment(made.Parts(), 1, Forge.Gzip(new byte[64 << 20])), (name, bytes) => DamageCase.Segment(name, bytes) with { Sealed = null });
        yield return ("a tar header with another name, by the true signer", WithTarByte(victim, 0), (name, bytes) => new(name, bytes, null, "vaults/a/vault.json", null, null, "vaults/a/vault.json"));
        yield return ("other content under the same digest, by the true signer", WithTarByte(victim, 520), (name, bytes) => new(name, bytes, null, "vaults/a/vault.json", null, null, "vaults/a/vault.json"));
        yield return ("a path that leads out, by the true signer", Forge.WithIndexText(made.Parts(), text => text.Replace("\"path\":\"vaults/a/vault.json\",\"size\"", "\"path\":\"../../../vault.json\",\"size\"", StringComparison.Ordinal)), (name, bytes) => DamageCase.Index(name, bytes) with { Sealed = null });
        yield return ("an absolute path, by the true signer", Forge.WithIndexText(made.Parts(), text => text.Replace("\"path\":\"vaults/a/vault.json\",\"size\"", "\"path\":\"/vaults/a/vaul.json\",\"size\"", StringComparison.Ordinal)), (name, bytes) => DamageCase.Index(name, bytes) with { Sealed = null });
    }

    private static DamageCase Header(string name, byte[] bytes) => DamageCase.Everywhere(name, bytes, SnapshotPart.Header);

    private static DamageCase Signature(string name, byte[] bytes) => DamageCase.Everywhere(name, bytes, SnapshotPart.Signature);

    private static List<(string Name, byte[] Content)> WithTarByte(Victim victim, int at)
    {
        var parts = victim.Snapshot.Parts();
        var tar = Forge.OpenedSegment(parts, 1);
        tar[at] ^= 1;
        return Forge.WithSegment(parts, 1, Forge.Gzip(tar));
    }

    private static List<(string Name, byte[] Content)> Flipped(Made made, Index at)
    {
        var parts = made.Parts();
        var content = parts[at].Content;
        content[content.Length / 2] ^= 1;
        return parts;
    }

    public static List<(string Name, byte[] Content)> Exchanged(Made made, int one, int two)
    {
        var parts = made.Parts();
        (parts[one], parts[two]) = ((parts[one].Name, parts[two].Content), (parts[two].Name, parts[one].Content));
        return parts;
    }

    public static List<(string Name, byte[] Content)> Without(Made made, int at)
    {
        var parts = made.Parts();
        parts.RemoveAt(at);
        return parts;
    }

    public static List<(string Name, byte[] Content)> Doubled(Made made, int at)
    {
        var parts = made.Parts();
        parts.Insert(at, parts[at]);
        return parts;
    }

    public static List<(string Name, byte[] Content)> With(Made made, Index at, byte[] content)
    {
        var parts = made.Parts();
        parts[at] = (parts[at].Name, content);
        return parts;
    }

    private static List<(string Name, byte[] Content)> WithEnd(Made made, List<(string Name, byte[] Content)> other) => [.. made.Parts()[..^2], other[^2], other[^1]];
}
