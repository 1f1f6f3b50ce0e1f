namespace SpareKey.Campaigns.Stage;

/// <summary>A bounded form runs with every test run, a long one on demand: SPAREKEY_CAMPAIGN=long, or ./build campaign.</summary>
internal static class CampaignLength
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SPAREKEY_CAMPAIGN") == "long";

    public static int Pick(int bounded, int longForm) => IsLong ? longForm : bounded;
}
