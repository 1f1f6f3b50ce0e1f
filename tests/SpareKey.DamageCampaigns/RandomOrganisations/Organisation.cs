namespace SpareKey.DamageCampaigns;

/// <summary>An account as a test invents it: ids are given by position, everything else is anything.</summary>
public sealed record Organisation(IReadOnlyList<OrganisationVault> Vaults)
{
    public override string ToString() =>
        $"{Vaults.Count} vaults, {Vaults.Sum(vault => vault.Items.Count)} items, {Vaults.Sum(vault => vault.Items.Sum(item => item.Fields.Count))} fields, {Vaults.Sum(vault => vault.Items.Sum(item => item.Files.Count))} files";
}

/// <param name="SharesIds">Its items bear the ids of the first vault's: an id is unique per vault only.</param>
public sealed record OrganisationVault(string Name, bool SharesIds, IReadOnlyList<OrganisationItem> Items);

public sealed record OrganisationItem(string Category, string Title, bool Archived, IReadOnlyList<OrganisationField> Fields, IReadOnlyList<OrganisationFile> Files)
{
    public bool IsDocument => Category == "DOCUMENT";
}

/// <param name="Id">May be empty, and may be there twice in one item.</param>
public sealed record OrganisationField(string Id, string Label, string Value);

public sealed record OrganisationFile(string Name, byte[] Content);
