namespace SpareKey.TestKit.Campaigns;

/// <summary>One thing that was done to the program, what had to be seen and what was seen.</summary>
public sealed record CampaignLine(string Injected, string Expected, string Seen, double Seconds, bool Good);
