using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Vaults;

public sealed class VaultTests
{
    [Fact]
    public void Every_vault_of_the_synthetic_account_opens_with_all_its_keys()
    {
        foreach (var expected in SyntheticAccount.Json.Node("vaultsExpected").AsArray())
        {
            using var vault = SyntheticAccount.Open(expected!.Str("uuid"));
            Assert.Equal(expected!.Str("name"), vault.Attributes.Name);
            Assert.Equal(expected!.Str("type"), vault.Vault.Type);
            Assert.Equal(expected!.Str("activeKid"), vault.ActiveKeyId);
            Assert.Equal(
                expected!.Node("keys").AsArray().Select(key => ((long)key!.Int("sn"), key!.Str("kid"), key!.Str("k_hex"))).OrderDescending(),
                vault.Keys.Select(entry => (entry.SerialNumber, entry.Key.KeyId, Convert.ToHexStringLower(entry.Key.Bytes))));
            Assert.Empty(vault.Problems);
        }
    }

    [Fact]
    public void Rows_that_do_not_allow_reading_are_not_used()
    {
        var vault = SyntheticAccount.Vault(SyntheticAccount.TeamVault);
        Assert.Equal([false, false, true, true], vault.ReadAccess().Select(row => row.CanRead));
        var manageOnly = vault.With(json => json["access"] = new JsonArray(json["access"]![0]!.DeepClone(), json["access"]![1]!.DeepClone()));
        using var ring = SyntheticAccount.Ring();
        var error = Assert.Throws<MissingKeyException>(() => OpenedVault.Open(manageOnly, ring));
        Assert.Contains("no access row allows reading", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_for_a_keyset_that_is_not_here_is_reported_and_the_vault_opens_through_another()
    {
        var vault = SyntheticAccount.Vault(SyntheticAccount.PersonalVault).With(json =>
        {
            var foreign = json["access"]![0]!.DeepClone();
            foreign["encryptedBy"] = "zzzzzzzzzzzzzzzzzzzzzzzzzz";
            json["access"]!.AsArray().Insert(0, foreign);
        });
        using var ring = SyntheticAccount.Ring();
        using var opened = OpenedVault.Open(vault, ring);
        Assert.Equal("Personal", opened.Attributes.Name);
        Assert.Contains("zzzzzzzzzzzzzzzzzzzzzzzzzz", Assert.Single(opened.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void The_personal_vault_is_the_one_of_type_P_wherever_it_is_listed()
    {
        var vaults = Vault.ParseList(SyntheticAccount.Json.Node("vaults").Utf8());
        Assert.NotEqual("P", vaults[0].Type);
        Assert.Equal(SyntheticAccount.PersonalVault, Vault.FindPersonal(vaults)?.Uuid);
    }

    [Fact]
    public void Unknown_members_survive()
    {
        var json = SyntheticAccount.Vault(SyntheticAccount.TeamVault).ToJson();
        json["future"] = "kept";
        json["access"]![2]!["future"] = "kept";
        var vault = Vault.Read(json);
        Assert.True(JsonNode.DeepEquals(json, vault.ToJson()));
        Assert.Equal("kept", vault.ReadAccess()[2].ToJson().Str("future"));
    }

    [Fact]
    public void Attributes_moved_in_from_another_vault_do_not_open()
    {
        var other = SyntheticAccount.Vault(SyntheticAccount.SharedVault).ToJson();
        var vault = SyntheticAccount.Vault(SyntheticAccount.PersonalVault).With(json => json["encAttrs"] = other["encAttrs"]!.DeepClone());
        using var ring = SyntheticAccount.Ring();
        Assert.Throws<MissingKeyException>(() => OpenedVault.Open(vault, ring));
    }

    [Fact]
    public void The_sets_of_permissions_have_the_values_of_real_accounts()
    {
        Assert.Equal(0xF007F0, (long)VaultPermissions.ReadWriteExport);
        Assert.Equal(15_730_674, (long)VaultPermissions.Owner);
        Assert.Equal(2_147_483_646, (long)VaultPermissionSets.All);
    }
}
