namespace SpareKey.TestKit.Campaigns;

/// <summary>A bounded form runs with every test run, a long one on demand: SPAREKEY_CAMPAIGN=long, or ./build campaign.</summary>
public static class CampaignLength
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SPAREKEY_CAMPAIGN") == "long";

    public static T Pick<T>(T bounded, T longForm) => IsLong ? longForm : bounded;
}
