using System.Text.Json.Nodes;
using SpareKey.SecurityModel.Srp;

namespace SpareKey.SecurityModel.Tests;

/// <summary>Faults known from other implementations of the model, one test each. The numbers are those of the list in docs/spec/onepassword-model.md.</summary>
public sealed class FaultsOfOthersTests
{
    private const string Key = "A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F";
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Iterations Few = Iterations.From(10_000);

    [Fact]
    public void F01_Passwords_are_normalised() => AssertSame(Unlock(password: "\u212B"), Unlock(password: "A\u030A"));

    [Fact]
    public void F02_Addresses_are_trimmed_and_lower_cased() => AssertSame(Unlock(email: " ME@Example.com "), Unlock(email: "me@example.com"));

    [Fact]
    public void F03_The_sign_in_value_is_derived_under_its_own_name()
    {
        using var account = Account();
        Assert.Equal("SRPg-4096", account.State.SignIn.ToJson().Str("method"));
        Assert.Equal("PBES2g-HS256", account.State.SignIn.ToJson().Str("alg"));
        using var credentials = Credentials(account);
        using var x = SrpX.Derive(credentials, account.State.SignIn.Parameters);
        Assert.Equal(account.State.SignIn.Verifier.ToHex(), SrpVerifier.From(x).ToHex());
        using var other = AccountUnlockKey.Derive(credentials, new(DerivationMethod.AccountUnlock, account.State.SignIn.Parameters.Salt, Few));
        Assert.NotEqual(x.Value.DangerousBytes.ToArray(), other.Key.Bytes.ToArray());
    }

    [Fact]
    public void F04_Binary_members_are_written_as_base64url_without_padding()
    {
        using var account = Account();
        Assert.All(Strings(account.State.ToJson()), text => Assert.False(text.EndsWith('=') || text.Contains('+') && !text.Contains("b5+jwk", StringComparison.Ordinal)));
    }

    [Fact]
    public void F05_Ids_are_26_characters_of_base32_and_keys_carry_theirs()
    {
        using var account = Account();
        Assert.Matches("^[a-z2-7]{26}$", account.State.Keysets[0].Uuid);
        Assert.Matches("^[a-z2-7]{26}$", account.State.Vaults[0].Uuid);
        Assert.Matches("^[A-Z2-7]{26}$", account.State.UserUuid);
        using var ring = Ring(account);
        using var jwk = ring.Master.SymmetricKey.ToJwk();
        Assert.Equal(ring.Master.Keyset.Uuid, JsonNode.Parse(jwk.DangerousBytes)!.Str("kid"));
    }

    [Fact]
    public void F06_A_salt_has_16_bytes()
    {
        Assert.Equal(16, KeyDerivationParameters.Create(DerivationMethod.AccountUnlock, SystemRandomness.Instance).Salt.Length);
        using var account = Account();
        Assert.Equal(16, account.State.Keysets[0].ToJson().Node("encSymKey").B64("p2s").Length);
    }

    [Fact]
    public void F07_The_obfuscation_key_has_the_id_that_the_clients_know()
    {
        using var key = SecretKey.Parse(Key);
        Assert.Equal("3tnqywhecddkhvl375l6yu7qri", ObfuscatedSecretKey.Obfuscate(key, SystemRandomness.Instance).KeyId);
    }

    [Theory]
    [InlineData("A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS20")]
    [InlineData("A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2U")]
    public void F08_A_secret_key_with_a_character_outside_the_alphabet_is_refused(string text) => Assert.False(SecretKey.TryParse(text, out _));

    [Fact]
    public void F08_Lower_case_and_blanks_are_read_and_A2_keys_too()
    {
        Assert.True(SecretKey.TryParse(Key.ToLowerInvariant().Replace('-', ' '), out var key));
        Assert.True(SecretKey.TryParse("A2-G9KCAB-HN7XY-KNWJ2-DGCLN-G3G4G-5SS2F", out var old));
        key.Dispose();
        old.Dispose();
    }

    [Fact]
    public void F09_Changing_a_secret_takes_a_new_salt_and_the_current_count()
    {
        using var account = Account();
        using var credentials = Credentials(account);
        var (before, after) = (account.State.Keysets[0].Derivation!, AccountLife.ChangePassword(account.State, credentials, "y", SystemRandomness.Instance, Now).Keysets[0].Derivation!);
        Assert.NotEqual(before.Salt.ToArray(), after.Salt.ToArray());
        Assert.Equal(10_000, before.Iterations.Count);
        Assert.Equal(Iterations.Current, after.Iterations);
    }

    [Fact]
    public void F10_Access_rows_are_chosen_by_permission_and_key_serial_number()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.TeamVault);
        Assert.False(vault.Vault.ReadAccess()[0].CanRead);
        Assert.Equal(2, vault.ActiveKeySerialNumber);
        Assert.Equal(2, vault.KeyIds.Count);
    }

    [Fact]
    public void F11_The_personal_vault_is_found_by_type()
    {
        var vaults = Vault.ParseList(SyntheticAccount.Json.Node("vaults").Utf8());
        Assert.Equal(SyntheticAccount.PersonalVault, Vault.FindPersonal(vaults)?.Uuid);
        Assert.NotSame(vaults[0], Vault.FindPersonal(vaults));
    }

    [Fact]
    public void F12_Of_several_master_keysets_the_highest_serial_number_counts()
    {
        Assert.Equal(2, SyntheticAccount.Keysets.Count(keyset => keyset.IsMaster));
        Assert.Equal(SyntheticAccount.MasterKeyset, KeyRing.FindMaster(SyntheticAccount.Keysets).Uuid);
        Assert.Equal(SyntheticAccount.MasterKeyset, KeyRing.FindMaster(SyntheticAccount.Keysets.Reverse()).Uuid);
    }

    [Fact]
    public void F13_Child_keysets_open_in_any_order_under_RSA_and_symmetric_parents_and_without_a_named_parent()
    {
        using var ring = SyntheticAccount.Ring();
        var children = ring.Opened.Skip(1).Select(opened => opened.Keyset).ToArray();
        Assert.Contains(children, child => child.SymmetricKey!.Encryption == EnvelopeEncryption.RsaOaep);
        Assert.Contains(children, child => child.SymmetricKey!.Encryption == EnvelopeEncryption.A256Gcm);
        Assert.Contains(children, child => child.EncryptedBy.Length == 0);
        Assert.Contains(ring.Opened, opened => opened.Depth > 1);
    }

    [Fact]
    public void F14_The_hash_of_OAEP_follows_the_envelope_and_every_public_member_is_checked()
    {
        var row = SyntheticAccount.Vault(SyntheticAccount.TeamVault).ReadAccess()[3];
        Assert.Equal(EnvelopeEncryption.RsaOaep256, row.Key.Encryption);
        using var ring = SyntheticAccount.Ring();
        using var key = ring.Unwrap(row.Key, row.EncryptedBy);
        var json = row.Key.ToJson();
        json["kid"] = "another";
        Assert.Throws<MalformedDataException>(() => ring.Unwrap(Envelope.Read(json), row.EncryptedBy));
        json["cty"] = "another";
        Assert.Throws<UnsupportedSchemeException>(() => Envelope.Read(json));
    }

    [Fact]
    public void F15_The_id_of_the_secret_key_is_six_characters_of_it_and_not_the_address()
    {
        using var account = Account();
        Assert.Equal(account.SecretKey.AccountId, account.State.SecretKeyId);
        Assert.Equal(account.SecretKey.RevealCompact().Substring(2, 6), account.State.ToJson().Str("accountKeyUuid"));
    }

    [Fact]
    public void F16_A_disposed_unlock_key_is_gone_and_nothing_public_hands_out_key_bytes()
    {
        var key = Unlock();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.ToJwk());
        var arrays = typeof(SecretKey).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties()).Where(property => property.PropertyType == typeof(byte[]));
        Assert.Empty(arrays);
    }

    [Fact]
    public void F17_Content_of_many_megabytes_passes()
    {
        using var key = SymmetricKey.Create(SystemRandomness.Instance);
        using var opened = key.Open(key.Seal(new byte[8 * 1024 * 1024], SystemRandomness.Instance));
        Assert.Equal(8 * 1024 * 1024, opened.Length);
    }

    [Fact]
    public void F18_The_README_names_only_what_exists()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "SpareKey.SecurityModel", "README.md"));
        foreach (var name in (string[])["KeyRing.Skipped", "UnlockFailedException", "MalformedDataException", "UnsupportedSchemeException", "DecryptionFailedException", "SystemRandomness.Instance", "ExportFile.SafeName"])
        {
            Assert.Contains(name, readme, StringComparison.Ordinal);
            var parts = name.Split('.');
            var type = typeof(SecretKey).Assembly.GetExportedTypes().Single(candidate => candidate.Name == parts[0]);
            Assert.True(parts.Length == 1 || type.GetProperty(parts[1]) is not null);
        }
    }

    private static NewAccount Account() => AccountLife.Create(EmailAddress.Parse("me@example.com"), "x", new SeededRandomness(4), Now, Few);

    private static Credentials Credentials(NewAccount account) => new(account.State.Email, "x", account.SecretKey);

    private static KeyRing Ring(NewAccount account)
    {
        using var credentials = Credentials(account);
        return KeyRing.Open([.. account.State.Keysets], credentials);
    }

    private static AccountUnlockKey Unlock(string email = "me@example.com", string password = "x")
    {
        using var key = SecretKey.Parse(Key);
        using var credentials = new Credentials(EmailAddress.Parse(email), password, key);
        return AccountUnlockKey.Derive(credentials, new(DerivationMethod.AccountUnlock, new byte[16], Few));
    }

    private static void AssertSame(AccountUnlockKey one, AccountUnlockKey other)
    {
        using (one)
        using (other)
            Assert.True(one.HasSameBytes(other));
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Strings(member.Value)),
        JsonArray array => array.SelectMany(Strings),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
