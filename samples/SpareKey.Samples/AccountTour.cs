using SpareKey.SecurityModel;

namespace SpareKey.Samples;

/// <summary>Creates an account, signs in through SRP, writes and reads an item, rotates both secrets.</summary>
internal sealed class AccountTour(IAccountStore store, TextWriter output, TimeProvider clock)
{
    private readonly IRandomness _randomness = SystemRandomness.Instance;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Create an account. Only its owner gets the Secret Key; the state is what a service would keep.
        using var account = AccountLife.Create(EmailAddress.Parse("wendy@example.com"), "correct horse", _randomness, clock.GetUtcNow());
        await store.SaveAsync(account.State, cancellationToken);
        await output.WriteLineAsync($"created account {account.State.AccountUuid} with Secret Key {account.SecretKey}");

        using var credentials = new Credentials(account.State.Email, "correct horse", account.SecretKey);
        await SignInAsync(account.State, credentials, cancellationToken);

        var written = await WriteItemAsync(account.State, credentials, cancellationToken);
        await ReadItemAsync(written, credentials, cancellationToken);
        await RotateSecretsAsync(written, credentials, cancellationToken);
    }

    private async Task SignInAsync(AccountState state, Credentials credentials, CancellationToken cancellationToken)
    {
        var desk = new SignInDesk(state, _randomness);
        using var session = await new SrpAuthenticator(desk, _randomness).SignInAsync(credentials, cancellationToken);
        await output.WriteLineAsync($"signed in; both sides hold the key of {session}");
        foreach (var agreed in desk.Sessions.Values)
            agreed.Dispose();
    }

    private async Task<AccountState> WriteItemAsync(AccountState state, Credentials credentials, CancellationToken cancellationToken)
    {
        using var account = AccountLife.Open(state, credentials);
        var vault = account.PersonalVault ?? throw new InvalidOperationException("a new account has a personal vault");
        var item = Item.Create(ItemCategory.Login, "Example", _randomness);
        item.Overview.Url = "https://example.com";
        item.Details.AddField("username", "wendy", designation: "username");
        item.Details.AddField("password", "hunter2", type: "P", designation: "password");
        var written = state.With(vault.Vault.Uuid, vault.SealItem(item, state.UserUuid, clock.GetUtcNow(), _randomness));
        await store.SaveAsync(written, cancellationToken);
        await output.WriteLineAsync($"wrote {item} into the vault {vault.Attributes.Name}");
        return written;
    }

    private async Task ReadItemAsync(AccountState state, Credentials credentials, CancellationToken cancellationToken)
    {
        var loaded = await store.LoadAsync(state.AccountUuid, cancellationToken) ?? throw new InvalidOperationException("the account was saved");
        using var account = AccountLife.Open(loaded, credentials);
        foreach (var stored in loaded.Items)
        {
            var item = account.OpenItem(stored.Item);
            await output.WriteLineAsync($"read {item.Overview.Title}: {item.Details.Designated("username")}, password of {item.Details.Designated("password")?.Length} characters");
        }
    }

    private async Task RotateSecretsAsync(AccountState state, Credentials credentials, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var newPassword = AccountLife.ChangePassword(state, credentials, "battery staple", _randomness, now);
        using var withNewPassword = credentials.With("battery staple");
        var (rotated, secretKey) = AccountLife.RotateSecretKey(newPassword, withNewPassword, _randomness, now);
        using var newKey = secretKey;
        using var withBoth = withNewPassword.With(newKey);
        await store.SaveAsync(rotated, cancellationToken);
        await output.WriteLineAsync($"rotated both secrets; the Secret Key keeps its id: {newKey}");
        await SignInAsync(rotated, withBoth, cancellationToken);
        await ReadItemAsync(rotated, withBoth, cancellationToken);
        await ShowThatTheOldSecretsFailAsync(rotated, credentials);
    }

    private async Task ShowThatTheOldSecretsFailAsync(AccountState state, Credentials old)
    {
        try
        {
            using var account = AccountLife.Open(state, old);
            throw new InvalidOperationException("the old secrets still open the account");
        }
        catch (UnlockFailedException e)
        {
            await output.WriteLineAsync($"the old secrets are refused: {e.Message}");
        }
    }
}
