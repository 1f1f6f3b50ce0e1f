using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>Items in and out of an opened vault.</summary>
public static class ItemCipher
{
    /// <summary>Opens an item: overview and details, each under the key that its envelope names.</summary>
    /// <exception cref="MissingKeyException">The vault does not hold that key.</exception>
    /// <exception cref="DecryptionFailedException">It does not open.</exception>
    /// <exception cref="MalformedDataException">It is malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">It uses something that is not implemented.</exception>
    public static Item OpenItem(this OpenedVault vault, EncryptedItem item, IUnlockObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        var overview = vault.OpenOverview(item, observer);
        // A deleted item's marker may have no details left.
        var details = item.HasDetails || item.State != ItemState.Deleted
            ? Open(vault, item.ReadDetails(), item.Place.At("encDetails"), observer)
            : [];
        return new Item(item.Uuid, item.Category, item.State, overview, new ItemDetails(details))
        {
            CreatedAt = item.CreatedAt,
            UpdatedAt = item.UpdatedAt,
            FavoriteIndex = item.FavoriteIndex,
            Source = item,
        };
    }

    /// <summary>Opens the overview only: enough for a list, and no secret comes out of its envelope.</summary>
    /// <exception cref="MissingKeyException">The vault does not hold its key.</exception>
    /// <exception cref="DecryptionFailedException">It does not open.</exception>
    /// <exception cref="MalformedDataException">It is malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">It uses something that is not implemented.</exception>
    public static ItemOverview OpenOverview(this OpenedVault vault, EncryptedItem item, IUnlockObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(item);
        return new ItemOverview(Open(vault, item.ReadOverview(), item.Place.At("encOverview"), observer));
    }

    /// <summary>
    /// Seals an item with the vault's newest key. An item that was opened keeps every member this library does not know, and its version grows by one.
    /// </summary>
    /// <param name="vault">The vault to seal it for.</param>
    /// <param name="item">The item.</param>
    /// <param name="changerUuid">The id of the user who writes it.</param>
    /// <param name="now">The time to note.</param>
    /// <param name="randomness">Where nonces come from.</param>
    public static EncryptedItem SealItem(this OpenedVault vault, Item item, string changerUuid, DateTimeOffset now, IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(item);
        var source = item.Source ?? NewSource(item, now);
        var overview = Seal(vault.ActiveKey, item.Overview.Json, randomness);
        var details = Seal(vault.ActiveKey, item.Details.Json, randomness);
        return source.With(json =>
        {
            json["updatedAt"] = Timestamp.Text(now);
            json["changerUuid"] = changerUuid;
            json["itemVersion"] = source.Version + 1;
            json["encryptedBy"] = vault.ActiveKeyId;
            json["encOverview"] = overview.Replacing(Existing(json, "encOverview")).ToJson();
            json["encDetails"] = details.Replacing(Existing(json, "encDetails")).ToJson();
        });
    }

    // The plaintext is not parsed on the way: what is sealed again is byte for byte what was there.
    internal static EncryptedItem Reseal(this OpenedVault vault, EncryptedItem item, SymmetricKey key, IRandomness randomness)
    {
        var overview = Reseal(vault, item.ReadOverview(), item.Place.At("encOverview"), key, randomness);
        var details = item.HasDetails ? Reseal(vault, item.ReadDetails(), item.Place.At("encDetails"), key, randomness) : null;
        return item.With(json =>
        {
            json["encryptedBy"] = key.KeyId;
            json["encOverview"] = overview.ToJson();
            if (details is not null)
                json["encDetails"] = details.ToJson();
        });
    }

    private static Envelope Reseal(OpenedVault vault, Envelope envelope, Place place, SymmetricKey key, IRandomness randomness)
    {
        using var plaintext = FindKey(vault, envelope, place).Open(envelope, place);
        return key.Seal(plaintext.DangerousBytes, randomness).Replacing(envelope);
    }

    private static SymmetricKey FindKey(OpenedVault vault, Envelope envelope, Place place) =>
        vault.TryGetKey(envelope.KeyId, out var key)
            ? key
            : throw new MissingKeyException($"{place}: sealed with key {Printable.Id(envelope.KeyId)}, which vault {Printable.Id(vault.Vault.Uuid)} does not hold");

    private static Envelope? Existing(JsonObject json, string name) =>
        json[name] is JsonObject envelope ? EnvelopeReader.Read(envelope, new Place("item")) : null;

    private static EncryptedItem NewSource(Item item, DateTimeOffset now) => new(new JsonObject
    {
        ["uuid"] = item.Uuid,
        ["templateUuid"] = item.Category.Code,
        ["trashed"] = item.State == ItemState.Archived ? "Y" : "N",
        ["createdAt"] = Timestamp.Text(item.CreatedAt ?? now),
        ["itemVersion"] = 0L,
        ["faveIndex"] = item.FavoriteIndex,
    });

    private static Envelope Seal(SymmetricKey key, JsonObject json, IRandomness randomness)
    {
        using var plaintext = JsonText.WriteSecret(json);
        return key.Seal(plaintext.DangerousBytes, randomness);
    }

    private static JsonObject Open(OpenedVault vault, Envelope envelope, Place place, IUnlockObserver? observer)
    {
        var key = FindKey(vault, envelope, place);
        var length = SymmetricKey.PlaintextLength(envelope);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var plaintext = rented.AsSpan(0, length);
        try
        {
            key.Open(envelope, plaintext, place);
            observer?.OnStep(new ExplainedStep("A256GCM under the vault key", place.ToString(), [], [new("kid", envelope.KeyId), new("iv", Base64UrlText.Encode(envelope.Iv))], length, Fingerprint.Of(plaintext)));
            return JsonText.ParseObject(plaintext, place);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
