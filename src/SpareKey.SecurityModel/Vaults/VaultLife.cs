using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>The life of a vault as pure functions: made, shared, its key rotated.</summary>
public static class VaultLife
{
    /// <summary>Makes a vault with a key of its own, wrapped for its first accessor.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type"><c>P</c> personal, <c>U</c> made by a user, <c>E</c> for everyone.</param>
    /// <param name="owner">Its first accessor.</param>
    /// <param name="randomness">Where key and nonces come from.</param>
    /// <param name="now">The time to note.</param>
    public static Vault Create(string name, string type, Accessor owner, IRandomness randomness, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(randomness);
        var uuid = Base32Id.CreateClientId(randomness);
        using var key = SymmetricKey.Create(randomness);
        using var attributes = JsonText.WriteSecret(VaultAttributes.Create(uuid, name, type).ToJson());
        return Vault.Read(new JsonObject
        {
            ["uuid"] = uuid,
            ["type"] = type,
            ["createdAt"] = Timestamp.Text(now),
            ["updatedAt"] = Timestamp.Text(now),
            ["attrVersion"] = 1L,
            ["contentVersion"] = 1L,
            ["itemAttrsVersion"] = 0L,
            ["encAttrs"] = key.Seal(attributes.DangerousBytes, randomness).ToJson(),
            ["activeKeyUuid"] = key.KeyId,
            ["activeItemCount"] = 0L,
            ["clientAccess"] = 0xFFFF_FFFFL,
            ["access"] = new JsonArray((JsonNode)VaultAccess.Create(uuid, owner, 1, owner.PublicKey.Wrap(key)).ToJson()),
        });
    }

    /// <summary>Shares a vault: wraps every key version that is open (older items name older ones) for a user's or group's public key. Rows that the accessor already has are replaced.</summary>
    public static Vault Share(OpenedVault vault, Accessor accessor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(accessor);
        var others = vault.Vault.ReadAccess().Where(row => !IsFor(row, accessor));
        var rows = vault.Keys.Select(entry => VaultAccess.Create(vault.Vault.Uuid, accessor, entry.SerialNumber, accessor.PublicKey.Wrap(entry.Key)));
        return vault.Vault.WithAccess(others.Concat(rows), now);
    }

    /// <summary>
    /// Revokes access by rotating the vault key: a new key with the next serial number is wrapped for those who remain, the rows of everybody
    /// else are removed, attributes and items are sealed with the new key. Whoever was removed keeps what they have already read or copied.
    /// </summary>
    /// <param name="vault">The vault, open.</param>
    /// <param name="remaining">Everybody who keeps access, the caller included.</param>
    /// <param name="items">The vault's items.</param>
    /// <param name="randomness">Where key and nonces come from.</param>
    /// <param name="now">The time to note.</param>
    /// <exception cref="ArgumentException">Nobody remains.</exception>
    /// <exception cref="SecurityModelException">An item does not open: nothing is changed.</exception>
    public static (Vault Vault, IReadOnlyList<EncryptedItem> Items) RotateKey(
        OpenedVault vault, IReadOnlyCollection<Accessor> remaining, IEnumerable<EncryptedItem> items, IRandomness randomness, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(remaining);
        ArgumentNullException.ThrowIfNull(items);
        if (remaining.Count == 0)
            throw new ArgumentException("nobody would be left to open the vault", nameof(remaining));
        using var key = SymmetricKey.Create(randomness);
        IReadOnlyList<EncryptedItem> resealed = [.. items.Select(item => vault.Reseal(item, key, randomness))];
        var serialNumber = vault.ActiveKeySerialNumber + 1;
        var kept = vault.Vault.ReadAccess().Where(row => remaining.Any(accessor => IsFor(row, accessor)));
        var added = remaining.Select(accessor => VaultAccess.Create(vault.Vault.Uuid, accessor, serialNumber, accessor.PublicKey.Wrap(key)));
        var rotated = vault.Vault.WithAccess(kept.Concat(added), now).With(json =>
        {
            json["activeKeyUuid"] = key.KeyId;
            json["contentVersion"] = vault.Vault.ContentVersion + 1;
            json["encAttrs"] = ResealAttributes(vault, key, randomness).ToJson();
        });
        return (rotated, resealed);
    }

    private static Envelope ResealAttributes(OpenedVault vault, SymmetricKey key, IRandomness randomness)
    {
        using var plaintext = JsonText.WriteSecret(vault.Attributes.ToJson());
        return key.Seal(plaintext.DangerousBytes, randomness).Replacing(vault.Vault.ReadAttributes());
    }

    private static bool IsFor(VaultAccess row, Accessor accessor) =>
        row.AccessorType == accessor.Type && string.Equals(row.AccessorUuid, accessor.Uuid, StringComparison.Ordinal);
}
