using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>An item with the id of its vault.</summary>
/// <param name="VaultUuid">The vault's id.</param>
/// <param name="Item">The item.</param>
public sealed record StoredItem(string VaultUuid, EncryptedItem Item);

/// <summary>
/// Everything a service keeps of one user's account; all of it encrypted or public. Immutable: the functions of <see cref="AccountLife"/> take one
/// and give the next. Storing it is the caller's: see <see cref="ToJson"/>.
/// </summary>
public sealed record AccountState
{
    private const string Format = "sparekey-account-1";

    /// <summary>The account's id: 26 characters, upper-case base32.</summary>
    public required string AccountUuid { get; init; }

    /// <summary>The user's id: 26 characters, upper-case base32.</summary>
    public required string UserUuid { get; init; }

    /// <summary>The e-mail address.</summary>
    public required EmailAddress Email { get; init; }

    /// <summary>The 6 public characters of the Secret Key.</summary>
    public required string SecretKeyId { get; init; }

    /// <summary>What signing in is checked against.</summary>
    public required SignInRecord SignIn { get; init; }

    /// <summary>The keysets.</summary>
    public required IReadOnlyList<Keyset> Keysets { get; init; }

    /// <summary>The vaults.</summary>
    public required IReadOnlyList<Vault> Vaults { get; init; }

    /// <summary>The items.</summary>
    public IReadOnlyList<StoredItem> Items { get; init; } = [];

    /// <summary>The items of one vault.</summary>
    public IEnumerable<EncryptedItem> ItemsOf(string vaultUuid) =>
        Items.Where(stored => string.Equals(stored.VaultUuid, vaultUuid, StringComparison.Ordinal)).Select(stored => stored.Item);

    /// <summary>The state with that vault in place of the one with its id, or added.</summary>
    public AccountState With(Vault vault)
    {
        ArgumentNullException.ThrowIfNull(vault);
        return this with { Vaults = Replaced(Vaults, vault, known => known.Uuid) };
    }

    /// <summary>The state with that keyset in place of the one with its id, or added.</summary>
    public AccountState With(Keyset keyset)
    {
        ArgumentNullException.ThrowIfNull(keyset);
        return this with { Keysets = Replaced(Keysets, keyset, known => known.Uuid) };
    }

    /// <summary>The state with that item in place of the one with its id, or added.</summary>
    public AccountState With(string vaultUuid, EncryptedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return this with { Items = Replaced(Items, new StoredItem(vaultUuid, item), known => known.Item.Uuid) };
    }

    /// <summary>The JSON form.</summary>
    public JsonObject ToJson() => new()
    {
        ["format"] = Format,
        ["accountUuid"] = AccountUuid,
        ["userUuid"] = UserUuid,
        ["email"] = Email.Value,
        ["accountKeyUuid"] = SecretKeyId,
        ["userAuth"] = SignIn.ToJson(),
        ["keysets"] = new JsonArray([.. Keysets.Select(keyset => (JsonNode)keyset.ToJson())]),
        ["vaults"] = new JsonArray([.. Vaults.Select(vault => (JsonNode)vault.ToJson())]),
        ["items"] = new JsonArray([.. Items.Select(stored => (JsonNode)new JsonObject { ["vaultUuid"] = stored.VaultUuid, ["item"] = stored.Item.ToJson() })]),
    };

    /// <summary>Reads the JSON form. At most 256 MiB.</summary>
    /// <exception cref="MalformedDataException">It is something else.</exception>
    /// <exception cref="UnsupportedSchemeException">It is of another format version, or names something that is not implemented.</exception>
    public static AccountState Parse(ReadOnlySpan<byte> utf8Json)
    {
        var place = new Place("account");
        var json = JsonText.ParseObject(utf8Json, place);
        if (json.Text("format", place) is var format and not Format)
            throw place.Unsupported($"format \"{Printable.Text(format)}\"; known is {Format}");
        return new AccountState
        {
            AccountUuid = json.Text("accountUuid", place),
            UserUuid = json.Text("userUuid", place),
            Email = EmailAddress.Parse(json.Text("email", place)),
            SecretKeyId = json.Text("accountKeyUuid", place),
            SignIn = SignInRecord.Read(json.Object("userAuth", place)),
            Keysets = [.. Objects(json, "keysets", place).Select(Keyset.Read)],
            Vaults = [.. Objects(json, "vaults", place).Select(Vault.Read)],
            Items = [.. Objects(json, "items", place).Select(item => new StoredItem(item.Text("vaultUuid", place), EncryptedItem.Read(item.Object("item", place))))],
        };
    }

    private static IEnumerable<JsonObject> Objects(JsonObject json, string name, Place place) =>
        (json.OptionalArray(name, place) ?? throw place.Malformed($"\"{name}\" is missing"))
            .Select(node => node as JsonObject ?? throw place.Malformed($"an entry of \"{name}\" is not an object"));

    private static List<T> Replaced<T>(IReadOnlyList<T> list, T entry, Func<T, string> id)
    {
        var result = new List<T>(list);
        var at = result.FindIndex(known => string.Equals(id(known), id(entry), StringComparison.Ordinal));
        if (at < 0)
            result.Add(entry);
        else
            result[at] = entry;
        return result;
    }
}
