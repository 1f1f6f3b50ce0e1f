using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests;

/// <summary>The account of synthetic-full-account.json, opened from its known unlock key where a test is not about derivation.</summary>
internal static class SyntheticAccount
{
    public const string SharedVault = "lfp6rs5kpqhzyoq23zlyoqupmm";
    public const string TeamVault = "hcvo2ylinsshdddfcr2bhifghi";
    public const string PersonalVault = "xn33xmaekqnfe35nojs5lmntbm";
    public const string MasterKeyset = "ybgcf2w47rrhsrnkdxvu452b2e";

    public static JsonObject Json { get; } = Vectors.Own("synthetic-full-account.json");

    public static IReadOnlyList<Keyset> Keysets => Keyset.ParseList(Json.Node("keysets").Utf8());

    public static AccountUnlockKey UnlockKey() => new(Json.Node("derivation").Node("auk").Hex("out_hex"));

    public static Credentials Credentials()
    {
        var inputs = Json.Node("inputs");
        using var key = SecretKey.Parse(inputs.Str("secretKey"));
        return new Credentials(EmailAddress.Parse(inputs.Str("email")), inputs.Str("password"), key);
    }

    public static KeyRing Ring(IUnlockObserver? observer = null)
    {
        using var key = UnlockKey();
        return KeyRing.Open(Keysets, key, observer);
    }

    public static Vault Vault(string uuid) => SecurityModel.Vault.ParseList(Json.Node("vaults").Utf8()).Single(vault => vault.Uuid == uuid);

    public static OpenedVault Open(string uuid)
    {
        using var ring = Ring();
        return OpenedVault.Open(Vault(uuid), ring);
    }

    public static EncryptedItem Item(int index) => EncryptedItem.ParseList(Json.Node("items").Utf8())[index];
}
