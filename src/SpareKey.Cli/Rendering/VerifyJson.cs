using SpareKey.Core.Verify;

namespace SpareKey.Cli.Rendering;

internal sealed record VerifyJson(string Destination, bool Whole, string Depth, IReadOnlyList<VerifiedJson> Snapshots, IReadOnlyList<FindingJson> Chain, IReadOnlyList<string> Notes)
{
    public static VerifyJson From(VerifyResult result) => new(
        result.Destination,
        result.Whole,
        result.WithKey ? "opened" : "sealed",
        [.. result.Snapshots.Select(VerifiedJson.From)],
        [.. result.Chain.Select(finding => new FindingJson(finding.Part, finding.Problem))],
        result.Notes);
}

internal sealed record VerifiedJson(string Name, bool Whole, string? Id, bool? Complete, int Segments, int Entries, long Bytes, IReadOnlyList<FindingJson> Findings, IReadOnlyList<string> Notes)
{
    public static VerifiedJson From(VerifiedSnapshot snapshot) => new(
        snapshot.Name,
        snapshot.Report.IsSound,
        snapshot.Report.Header?.Id.ToString(),
        snapshot.Report.Header?.Complete,
        snapshot.Report.SegmentsChecked,
        snapshot.Report.EntriesChecked,
        snapshot.Report.BytesChecked,
        [.. snapshot.Report.Findings.Select(finding => new FindingJson(finding.Part, finding.Problem))],
        snapshot.Report.Notes);
}

internal sealed record FindingJson(string Part, string Problem);
