using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Keysets;

public sealed class RealKeysetTests
{
    [Fact]
    public void The_real_account_opens_from_password_to_vault_name()
    {
        var vector = Vectors.Shared("real-account-edeckers.json");
        var steps = vector.Node("steps");
        using var secretKey = SecretKey.Parse(vector.Node("inputs").Str("secretKey"));
        using var credentials = new Credentials(EmailAddress.Parse(vector.Node("inputs").Str("email")), vector.Node("inputs").Str("password"), secretKey);
        using var ring = KeyRing.Open(Keyset.ParseList(vector.Node("wire").Node("keyset").Utf8()), credentials);
        Assert.Equal(steps.Hex("symKey_hex"), ring.Master.SymmetricKey.Bytes.ToArray());
        using var vault = OpenedVault.Open(Vault.Read(vector.Node("wire").Node("vault").AsObject()), ring);
        Assert.Equal("Personal", vault.Attributes.Name);
        Assert.True(vault.Attributes.HasDefaultDescription);
        Assert.True(vault.Vault.IsPersonal);
        Assert.Equal(VaultPermissions.Owner, vault.Permissions);
        Assert.True(vault.TryGetKey(vault.Vault.ActiveKeyId!, out var key));
        Assert.Equal(steps.Hex("vaultKey_hex"), key.Bytes.ToArray());
        Assert.Equal(steps.Str("encAttrs_plaintext_utf8"), vault.Attributes.ToJson().ToJsonString());
    }

    [Fact]
    public void The_real_private_key_with_its_short_d_is_imported_and_written_back()
    {
        var vector = Vectors.Shared("real-account-edeckers.json").Node("steps");
        Assert.Equal(255, vector.Int("priKey_d_len"));
        using var key = RsaPrivateKey.FromJwk(System.Text.Encoding.UTF8.GetBytes(vector.Str("encPriKey_plaintext_utf8")));
        using var publicKey = key.ToPublic();
        Assert.Equal(Vectors.Shared("real-account-edeckers.json").Node("wire").Node("keyset").Node("pubKey").Str("n"), publicKey.ToJwk().Str("n"));
        using var jwk = key.ToJwk();
        using var again = RsaPrivateKey.FromJwk(jwk.DangerousBytes);
        Assert.Equal(key.KeyId, again.KeyId);
    }

    [Fact]
    public void The_symmetric_JWK_is_written_exactly_as_the_real_one()
    {
        var plaintext = Vectors.Shared("real-account-edeckers.json").Node("steps").Str("encSymKey_plaintext_utf8");
        using var key = SymmetricKey.FromJwk(System.Text.Encoding.UTF8.GetBytes(plaintext));
        using var jwk = key.ToJwk();
        Assert.Equal(plaintext, System.Text.Encoding.UTF8.GetString(jwk.DangerousBytes));
    }

    [Fact]
    public void The_second_real_account_opens_with_its_groups()
    {
        var vector = Vectors.Shared("detunized-real-fixtures.json");
        using var unlock = new AccountUnlockKey(vector.Node("realKeysetLayer").Hex("auk_hex"));
        using var ring = KeyRing.Open(Keyset.ParseList(vector.Node("keysetsResponse").Utf8()), unlock);
        Assert.Equal(
            vector.Node("keysetGraph").AsArray().Select(row => row![0]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal),
            ring.Opened.Select(opened => opened.Keyset.Uuid).Order(StringComparer.Ordinal));
        Assert.Empty(ring.Skipped);
        Assert.Equal(0, ring.Master.Depth);
        Assert.All(ring.Opened.Skip(1), opened => Assert.Equal(1, opened.Depth));
        using var master = ring.Master.SymmetricKey.ToJwk();
        Assert.Equal(vector.Node("realKeysetLayer").Str("symPlain"), System.Text.Encoding.UTF8.GetString(master.DangerousBytes));
        using var privateKey = RsaPrivateKey.FromJwk(System.Text.Encoding.UTF8.GetBytes(vector.Node("realKeysetLayer").Str("priPlain")));
        Assert.Equal(ring.Master.Keyset.Uuid, privateKey.KeyId);
    }

    [Fact]
    public void Its_vaults_open_through_the_rows_that_allow_reading()
    {
        var vector = Vectors.Shared("detunized-real-fixtures.json");
        using var unlock = new AccountUnlockKey(vector.Node("realKeysetLayer").Hex("auk_hex"));
        using var ring = KeyRing.Open(Keyset.ParseList(vector.Node("keysetsResponse").Utf8()), unlock);
        var rows = vector.Node("vaults").AsArray();
        foreach (var vault in Vault.ParseList(vector.Node("accountInfo_vaults").Utf8()))
        {
            using var opened = OpenedVault.Open(vault, ring);
            Assert.Equal(1, opened.ActiveKeySerialNumber);
            Assert.True(opened.Permissions.HasFlag(VaultPermissions.ReadItem));
            var expected = rows.First(row => row![0]!.GetValue<string>() == vault.Uuid)!;
            Assert.Equal(expected[1]!.GetValue<string>(), vault.Type);
            Assert.Equal(expected[5]!.GetValue<string>(), opened.ActiveKeyId);
            Assert.Equal(expected[6]!.GetValue<string>(), Convert.ToHexStringLower(opened.ActiveKey.Bytes));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected[7]!.GetValue<string>()), opened.Attributes.ToJson()));
            AssertRows(vault, ring, rows);
        }
    }

    [Fact]
    public void Its_items_open()
    {
        var vector = Vectors.Shared("detunized-real-fixtures.json");
        foreach (var node in vector.Node("items").AsArray())
        {
            var item = EncryptedItem.Read(node!.Node("item").AsObject());
            using var key = new SymmetricKey(item.EncryptedBy, node!.Hex("vaultKey_hex"));
            Assert.Equal(node!.Str("overview_plain"), Plain(key, item.ReadOverview()));
            Assert.Equal(node!.Str("details_plain"), Plain(key, item.ReadDetails()));
        }
    }

    private static string Plain(SymmetricKey key, Envelope envelope)
    {
        using var plaintext = key.Open(envelope);
        return System.Text.Encoding.UTF8.GetString(plaintext.DangerousBytes);
    }

    // Each row's key, also of the rows that only allow managing (which opening a vault leaves alone).
    private static void AssertRows(Vault vault, KeyRing ring, JsonArray rows)
    {
        var expected = rows.Where(row => row![0]!.GetValue<string>() == vault.Uuid).ToArray();
        var actual = vault.ReadAccess();
        Assert.Equal(expected.Length, actual.Count);
        for (var i = 0; i < actual.Count; i++)
        {
            Assert.Equal(expected[i]![3]!.GetValue<long>(), (long)actual[i].Permissions);
            using var key = ring.Unwrap(actual[i].Key, actual[i].EncryptedBy);
            Assert.Equal(expected[i]![6]!.GetValue<string>(), Convert.ToHexStringLower(key.Bytes));
        }
    }
}
