using System.Text;
using SpareKey.TestKit.Canaries;

namespace SpareKey.DamageCampaigns.RandomOrganisations;

/// <summary>An account as a test invents it: ids are given by position, everything else is anything.</summary>
public sealed record Organisation(IReadOnlyList<OrganisationVault> Vaults)
{
    /// <summary>One more vault, whose secrets are looked for afterwards.</summary>
    public Organisation WithPlantedSecrets() => new([.. Vaults, new OrganisationVault(CanaryAccount.Title.Text, false, [
        new OrganisationItem(
            "LOGIN",
            CanaryAccount.Title.Text,
            false,
            [new("password", "password", CanaryAccount.Password.Text), new("notesPlain", "notes", CanaryAccount.Note.Text), new("more", "more", CanaryAccount.Field.Text)],
            [new(CanaryAccount.FileName.Text, Encoding.UTF8.GetBytes(CanaryAccount.Attachment.Text))]),
        new OrganisationItem("DOCUMENT", CanaryAccount.Title.Text, false, [], [new(CanaryAccount.FileName.Text, Encoding.UTF8.GetBytes(CanaryAccount.Document.Text))]),
    ])]);

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
