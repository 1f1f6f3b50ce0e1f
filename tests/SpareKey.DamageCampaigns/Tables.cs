using SpareKey.TestKit.Campaigns;

namespace SpareKey.DamageCampaigns;

/// <summary>One table for each campaign, filled by several test classes.</summary>
internal static class Tables
{
    public static readonly CampaignTable Damage = new("damage", "Damage");
    public static readonly CampaignTable Disk = new("disk", "Disk and kernel");
    public static readonly CampaignTable Random = new("random", "Random organisations");
}
