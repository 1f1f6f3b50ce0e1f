using SpareKey.Core.Errors;
using SpareKey.Core.Items;
using SpareKey.SecurityModel;
using Password = SpareKey.Core.Secrets.SecretText;

namespace SpareKey.Core.Unlock;

/// <summary>Opens captured account data with the account's secrets, from the keysets down to the items.</summary>
public static class UnlockUseCase
{
    private static readonly LockedWords Words = new(
        "password, Secret Key and e-mail address",
        "one of the three is wrong, or the files are another account's; which one, nobody can tell: check all three",
        "give the JSON as the service sent it: a bare array, or its answer with the member keysets, vaults or items");

    public static UnlockResult Run(UnlockRequest request, Password password, SecretKey secretKey)
    {
        var email = ReadEmail(request.Email);
        var keysets = ModelFailure.Guard(request.Keysets.Name, Words, () => Keyset.ParseList(request.Keysets.Content.Span));
        var vaults = ParseAll(request.Vaults, Vault.ParseList);
        var items = ParseAll(request.Items, EncryptedItem.ParseList);
        var trace = request.Explain ? new UnlockTrace() : null;
        using var credentials = new Credentials(email, password.Reveal(), secretKey);
        using var account = ModelFailure.Guard(request.Keysets.Name, Words, () => OpenedAccount.Open(keysets, vaults, credentials, trace));
        var opened = OpenedItems.Open(account, items, trace);
        return new UnlockResult(
            email.Value,
            [.. account.Vaults.Select(vault => new UnlockedVault(vault.Vault.Uuid, vault.Attributes.Name, vault.Vault.Type, opened.In(vault)))],
            [.. account.Unopened.Select(vault => vault.Explanation), .. opened.Problems],
            [.. account.KeyRing.Skipped.Select(keyset => $"keyset {keyset.Uuid}: {keyset.Explanation}"), .. account.Vaults.SelectMany(vault => vault.Problems)],
            trace?.Steps ?? []);
    }

    private delegate IReadOnlyList<T> Parser<T>(ReadOnlySpan<byte> json);

    private static List<T> ParseAll<T>(IReadOnlyList<CapturedJson> files, Parser<T> parse) =>
        [.. files.SelectMany(file => ModelFailure.Guard(file.Name, Words, () => parse(file.Content.Span)))];

    private static EmailAddress ReadEmail(string text)
    {
        try
        {
            return EmailAddress.Parse(text);
        }
        catch (MalformedDataException failure)
        {
            throw new UserErrorException(ExitCode.Usage, $"--email: {failure.Message}", "give the address the account signs in with", failure);
        }
    }
}
