using SpareKey.Archive;
using SpareKey.Core.Show;

namespace SpareKey.Cli.Rendering;

internal sealed record HeaderJson(
    string Snapshot,
    string Id,
    string Label,
    string AccountId,
    DateTimeOffset Created,
    bool Complete,
    IReadOnlyDictionary<string, long> Counts,
    string Tool,
    string Source,
    IReadOnlyList<string> Recipients,
    string Signer,
    string? Previous,
    int Segments,
    long Bytes)
{
    public static HeaderJson From(string name, SnapshotHeader header) => new(
        name,
        header.Id.ToString(),
        header.Label,
        header.AccountId,
        header.CreatedUtc,
        header.Complete,
        header.Counts,
        header.Tool,
        header.Source,
        [.. header.Recipients.Select(recipient => recipient.Thumbprint)],
        header.Signer,
        header.Previous?.Id.ToString(),
        header.SegmentCount,
        header.Entries.Sum(entry => entry.Size));
}

internal sealed record ListJson(string Destination, IReadOnlyList<ListedJson> Snapshots)
{
    public static ListJson From(ListResult result) => new(result.Destination, [.. result.Snapshots.Select(ListedJson.From)]);
}

internal sealed record ListedJson(string Name, long Bytes, HeaderJson? Header, string? Damage)
{
    public static ListedJson From(ListedSnapshot snapshot) =>
        new(snapshot.Name, snapshot.Bytes, snapshot.Header is null ? null : HeaderJson.From(snapshot.Name, snapshot.Header), snapshot.Damage);
}
