namespace SpareKey.Campaigns.Death;

/// <summary>Both kinds of death share their stages and their table.</summary>
[CollectionDefinition(Name)]
public sealed class DeathCollection : ICollectionFixture<DeathCampaign>
{
    public const string Name = "death";
}
