namespace SpareKey.TestKit.Canaries;

/// <summary>A planted secret that lies where nobody may read it.</summary>
/// <param name="Place">File, or what else was searched.</param>
/// <param name="Canary">Which secret.</param>
/// <param name="Form">How it was written.</param>
public sealed record CanaryFinding(string Place, string Canary, string Form);

/// <summary>A search and what it covered: a search of nothing proves nothing.</summary>
public sealed record CanaryReport(int Files, long Bytes, IReadOnlyList<CanaryFinding> Findings);
