namespace SpareKey.Campaigns.OpFaults;

/// <summary>What was seen, and everything that should not have been.</summary>
internal sealed record FaultOutcome(string Seen, double Seconds, IReadOnlyList<string> Deviations);
