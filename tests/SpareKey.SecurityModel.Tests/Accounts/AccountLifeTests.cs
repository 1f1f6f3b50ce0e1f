using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Accounts;

public sealed class AccountLifeTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Iterations Few = Iterations.From(10_000);

    [Fact]
    public void A_new_account_has_the_shape_of_a_real_one()
    {
        using var account = AccountLife.Create(EmailAddress.Parse("me@example.com"), "password", SystemRandomness.Instance, Now);
        var state = account.State;
        Assert.Matches("^[A-Z2-7]{26}$", state.AccountUuid);
        Assert.Matches("^[A-Z2-7]{26}$", state.UserUuid);
        var keyset = Assert.Single(state.Keysets).ToJson();
        Assert.Matches("^[a-z2-7]{26}$", keyset.Str("uuid"));
        Assert.Equal("mp", keyset.Str("encryptedBy"));
        Assert.Equal(650_000, keyset.Node("encSymKey").Node("p2c").GetValue<long>());
        Assert.Equal(16, keyset.Node("encSymKey").B64("p2s").Length);
        Assert.Equal("PBES2g-HS256", keyset.Node("encSymKey").Str("alg"));
        Assert.Equal(keyset.Str("uuid"), keyset.Node("encPriKey").Str("kid"));
        Assert.Equal(keyset.Str("uuid"), keyset.Node("pubKey").Str("kid"));
        Assert.NotEqual(keyset.Node("encSymKey").B64("p2s"), state.SignIn.Parameters.Salt.ToArray());
        Assert.Equal(["method", "alg", "iterations", "salt", "v"], state.SignIn.ToJson().Select(member => member.Key));
        var vault = Assert.Single(state.Vaults);
        Assert.True(vault.IsPersonal);
        Assert.Equal(VaultPermissions.Owner, Assert.Single(vault.ReadAccess()).Permissions);
        Assert.Equal(state.UserUuid, vault.ReadAccess()[0].AccessorUuid);
        using var credentials = new Credentials(state.Email, "password", account.SecretKey);
        using var opened = AccountLife.Open(state, credentials);
        Assert.Equal("Personal", opened.PersonalVault?.Attributes.Name);
        Assert.Equal(vault.ActiveKeyId, opened.PersonalVault?.ActiveKeyId);
    }

    [Fact]
    public void Creation_is_a_function_of_its_inputs_apart_from_the_platforms_padding()
    {
        using var one = Create(1);
        using var two = Create(1);
        using var three = Create(2);
        Assert.Equal(one.SecretKey.Reveal(), two.SecretKey.Reveal());
        Assert.Equal(one.State.SignIn.ToJson().ToJsonString(), two.State.SignIn.ToJson().ToJsonString());
        Assert.Equal(one.State.Keysets[0].ToJson().ToJsonString(), two.State.Keysets[0].ToJson().ToJsonString());
        Assert.NotEqual(one.SecretKey.Reveal(), three.SecretKey.Reveal());
    }

    [Fact]
    public void Changing_the_password_changes_the_master_envelope_and_the_sign_in_record_only()
    {
        using var account = Create(1);
        using var old = new Credentials(account.State.Email, "password", account.SecretKey);
        var changed = AccountLife.ChangePassword(account.State, old, "new password", new SeededRandomness(9), Now.AddDays(1));
        using var next = old.With("new password");
        AssertRekeyed(account.State, changed, old, next);
        Assert.Equal(account.State.Email.Value, changed.Email.Value);
    }

    [Fact]
    public void Changing_the_address_changes_the_master_envelope_and_the_sign_in_record_only()
    {
        using var account = Create(1);
        using var old = new Credentials(account.State.Email, "password", account.SecretKey);
        var email = EmailAddress.Parse("Other@Example.com");
        var changed = AccountLife.ChangeEmail(account.State, old, email, new SeededRandomness(9), Now.AddDays(1));
        using var next = old.With(email);
        AssertRekeyed(account.State, changed, old, next);
        Assert.Equal("other@example.com", changed.Email.Value);
    }

    [Fact]
    public void Rotating_the_secret_key_keeps_its_id_and_changes_the_master_envelope_and_the_sign_in_record_only()
    {
        using var account = Create(1);
        using var old = new Credentials(account.State.Email, "password", account.SecretKey);
        var (changed, rotated) = AccountLife.RotateSecretKey(account.State, old, new SeededRandomness(9), Now.AddDays(1));
        using var key = rotated;
        using var next = old.With(rotated);
        AssertRekeyed(account.State, changed, old, next);
        Assert.Equal(account.SecretKey.AccountId, rotated.AccountId);
    }

    [Fact]
    public void Wrong_present_secrets_change_nothing()
    {
        using var account = Create(1);
        using var wrong = new Credentials(account.State.Email, "wrong", account.SecretKey);
        Assert.Throws<UnlockFailedException>(() => AccountLife.ChangePassword(account.State, wrong, "x", SystemRandomness.Instance, Now));
        Assert.Throws<UnlockFailedException>(() => AccountLife.RotateSecretKey(account.State, wrong, SystemRandomness.Instance, Now));
        using var right = new Credentials(account.State.Email, "password", account.SecretKey);
        Assert.Throws<MalformedDataException>(() => AccountLife.ChangePassword(account.State, right, " \uFEFF", SystemRandomness.Instance, Now));
    }

    [Fact]
    public void A_vault_is_shared_with_a_user_and_revoked_by_a_new_key()
    {
        using var alice = Create(1);
        using var bob = Create(2);
        using var aliceRing = Ring(alice);
        using var bobRing = Ring(bob);
        var vault = alice.State.Vaults[0];
        using var opened = OpenedVault.Open(vault, aliceRing);
        var item = Item.Create(ItemCategory.Login, "Shared", SystemRandomness.Instance);
        var stored = opened.SealItem(item, alice.State.UserUuid, Now, SystemRandomness.Instance);

        using var bobKey = bob.State.Keysets[0].ReadPublicKey();
        using var aliceKey = alice.State.Keysets[0].ReadPublicKey();
        var toBob = new Accessor(AccessorType.User, bob.State.UserUuid, bobKey);
        var shared = VaultLife.Share(opened, toBob, Now);
        using var bobsView = OpenedVault.Open(shared, bobRing);
        Assert.Equal("Shared", bobsView.OpenItem(stored).Overview.Title);
        Assert.Equal(shared.ReadAccess().Count, VaultLife.Share(bobsView, toBob, Now).ReadAccess().Count);

        var toAlice = new Accessor(AccessorType.User, alice.State.UserUuid, aliceKey, VaultPermissions.Owner);
        using var beforeRevoking = OpenedVault.Open(shared, aliceRing);
        var (rotated, items) = VaultLife.RotateKey(beforeRevoking, [toAlice], [stored], SystemRandomness.Instance, Now);
        Assert.Throws<MissingKeyException>(() => OpenedVault.Open(rotated, bobRing));
        Assert.Throws<MissingKeyException>(() => bobsView.OpenItem(items[0]));
        using var alicesView = OpenedVault.Open(rotated, aliceRing);
        Assert.Equal(2, alicesView.ActiveKeySerialNumber);
        Assert.Equal(rotated.ActiveKeyId, alicesView.ActiveKeyId);
        Assert.Equal("Shared", alicesView.OpenItem(items[0]).Overview.Title);
        Assert.Equal("Shared", alicesView.OpenItem(stored).Overview.Title);
        Assert.Throws<ArgumentException>(() => VaultLife.RotateKey(alicesView, [], [], SystemRandomness.Instance, Now));
    }

    [Fact]
    public void A_vault_is_shared_with_a_group_whose_members_hold_its_private_key()
    {
        using var alice = Create(1);
        using var bob = Create(2);
        using var bobKey = bob.State.Keysets[0].ReadPublicKey();
        var group = AccountLife.CreateGroupKeyset(bobKey, new SeededRandomness(3), Now);
        using var groupKey = group.ReadPublicKey();
        using var aliceRing = Ring(alice);
        using var opened = OpenedVault.Open(alice.State.Vaults[0], aliceRing);
        var shared = VaultLife.Share(opened, new Accessor(AccessorType.Group, "GROUP", groupKey), Now);
        using var bobRing = Ring(bob, bob.State.With(group));
        using var bobsView = OpenedVault.Open(shared, bobRing);
        Assert.Equal("Personal", bobsView.Attributes.Name);
        Assert.Equal(1, bobRing.Opened[1].Depth);
    }

    [Fact]
    public async Task Signing_in_proves_both_sides_and_gives_one_session()
    {
        using var account = Create(1);
        using var credentials = new Credentials(account.State.Email, "password", account.SecretKey);
        var service = new InMemorySignIn(account.State, SystemRandomness.Instance);
        var authenticator = new SrpAuthenticator(service, SystemRandomness.Instance);
        using var session = await authenticator.SignInAsync(credentials, TestContext.Current.CancellationToken);
        Assert.Equal(service.Session!.Key.ToArray(), session.Key.ToArray());
        var message = session.Seal(new JsonObject { ["hello"] = 1 }, SystemRandomness.Instance);
        Assert.Equal("""{"hello":1}""", service.Session.Open(message)!.ToJsonString());
    }

    [Fact]
    public async Task Signing_in_with_a_wrong_password_is_refused()
    {
        using var account = Create(1);
        using var credentials = new Credentials(account.State.Email, "wrong", account.SecretKey);
        var authenticator = new SrpAuthenticator(new InMemorySignIn(account.State, SystemRandomness.Instance), SystemRandomness.Instance);
        await Assert.ThrowsAsync<AuthenticationFailedException>(async () => await authenticator.SignInAsync(credentials, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_state_survives_its_JSON_form()
    {
        using var account = Create(1);
        using var credentials = new Credentials(account.State.Email, "password", account.SecretKey);
        using var opened = AccountLife.Open(account.State, credentials);
        var personal = opened.PersonalVault ?? throw new InvalidOperationException("no personal vault");
        var item = personal.SealItem(Item.Create(ItemCategory.SecureNote, "Note", SystemRandomness.Instance), account.State.UserUuid, Now, SystemRandomness.Instance);
        var state = account.State.With(personal.Vault.Uuid, item);
        var again = AccountState.Parse(state.ToJson().Utf8());
        Assert.True(JsonNode.DeepEquals(state.ToJson(), again.ToJson()));
        Assert.Equal("Note", opened.OpenItem(Assert.Single(again.ItemsOf(personal.Vault.Uuid))).Overview.Title);
        Assert.DoesNotContain(account.SecretKey.Secret.ToString(), state.ToJson().ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Captured_data_opens_with_what_did_not_open_listed()
    {
        using var key = SyntheticAccount.UnlockKey();
        var foreign = SyntheticAccount.Vault(SyntheticAccount.PersonalVault).With(json =>
        {
            json["uuid"] = "foreign";
            json["access"]![0]!["encryptedBy"] = "zzzzzzzzzzzzzzzzzzzzzzzzzz";
        });
        using var account = OpenedAccount.Open(SyntheticAccount.Keysets, [.. Vault.ParseList(SyntheticAccount.Json.Node("vaults").Utf8()), foreign], key);
        Assert.Equal(["Shared", "Team ✓ 🔑", "Personal"], account.Vaults.Select(vault => vault.Attributes.Name));
        Assert.Equal("foreign", Assert.Single(account.Unopened).Uuid);
        Assert.Equal("still readable", account.OpenItem(SyntheticAccount.Item(1)).Details.Notes);
        Assert.Equal(SyntheticAccount.TeamVault, account.FindVault(SyntheticAccount.Item(1))?.Vault.Uuid);
    }

    private static NewAccount Create(int seed) =>
        AccountLife.Create(EmailAddress.Parse("me@example.com"), "password", new SeededRandomness(seed), Now, Few);

    private static KeyRing Ring(NewAccount account, AccountState? state = null)
    {
        using var credentials = new Credentials(account.State.Email, "password", account.SecretKey);
        return KeyRing.Open([.. (state ?? account.State).Keysets], credentials);
    }

    private static void AssertRekeyed(AccountState before, AccountState after, Credentials old, Credentials next)
    {
        var (master, changed) = (before.Keysets[0].ToJson(), after.Keysets[0].ToJson());
        Assert.NotEqual(master.Node("encSymKey").Str("p2s"), changed.Node("encSymKey").Str("p2s"));
        Assert.Equal(650_000, changed.Node("encSymKey").Node("p2c").GetValue<long>());
        Assert.NotEqual(before.SignIn.Verifier.ToHex(), after.SignIn.Verifier.ToHex());
        Assert.Equal(Iterations.Current, after.SignIn.Parameters.Iterations);
        Assert.NotEqual(changed.Node("encSymKey").B64("p2s"), after.SignIn.Parameters.Salt.ToArray());
        foreach (var json in (JsonObject[])[master, changed])
        {
            json.Remove("encSymKey");
            json.Remove("updatedAt");
        }
        Assert.True(JsonNode.DeepEquals(master, changed));
        Assert.Equal(before.Vaults.Select(vault => vault.ToJson().ToJsonString()), after.Vaults.Select(vault => vault.ToJson().ToJsonString()));
        using var opened = AccountLife.Open(after, next);
        Assert.Equal("Personal", opened.PersonalVault?.Attributes.Name);
        Assert.Throws<UnlockFailedException>(() => AccountLife.Open(after, old));
    }
}
