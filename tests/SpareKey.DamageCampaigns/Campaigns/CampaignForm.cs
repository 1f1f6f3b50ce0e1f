namespace SpareKey.DamageCampaigns;

/// <summary>Every campaign has a bounded form, which every test run takes, and a long one for <c>./build campaign NAME</c>.</summary>
internal static class CampaignForm
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SPAREKEY_CAMPAIGN") == "long";

    public static string Name => IsLong ? "long" : "bounded";
}
