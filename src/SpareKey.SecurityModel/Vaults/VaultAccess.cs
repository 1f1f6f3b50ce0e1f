using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>Who an access row is for.</summary>
public enum AccessorType
{
    /// <summary>A user.</summary>
    User,

    /// <summary>A group.</summary>
    Group,
}

/// <summary>One row of a vault's access list: one version of the vault key, wrapped for one user or group. Immutable; unknown members are kept.</summary>
public sealed class VaultAccess
{
    private readonly JsonObject _json;

    internal VaultAccess(JsonObject json, Place place)
    {
        _json = json;
        AccessorType = json.LenientText("accessorType") is "group" ? AccessorType.Group : AccessorType.User;
        AccessorUuid = json.LenientText("accessorUuid") ?? "";
        Permissions = (VaultPermissions)(json.OptionalInteger("acl", place) ?? 0);
        KeySerialNumber = json.OptionalInteger("vaultKeySN", place) ?? 0;
        EncryptedBy = json.LenientText("encryptedBy") ?? "";
        Key = EnvelopeReader.Read(json.Object("encVaultKey", place), place.At("encVaultKey"));
    }

    /// <summary>Whether the row is for a user or a group.</summary>
    public AccessorType AccessorType { get; }

    /// <summary>The id of that user or group.</summary>
    public string AccessorUuid { get; }

    /// <summary>What the row allows.</summary>
    public VaultPermissions Permissions { get; }

    /// <summary>Whether the row allows reading items.</summary>
    public bool CanRead => Permissions.HasFlag(VaultPermissions.ReadItem);

    /// <summary>Which version of the vault key the row holds; the highest is used for writing.</summary>
    public long KeySerialNumber { get; }

    /// <summary>The id of the keyset that opens it; perhaps empty, then the envelope says.</summary>
    public string EncryptedBy { get; }

    /// <summary>The wrapped vault key.</summary>
    public Envelope Key { get; }

    /// <summary>The JSON form, a new object.</summary>
    public JsonObject ToJson() => _json.Clone();

    internal static VaultAccess Create(string vaultUuid, Accessor accessor, long serialNumber, Envelope key) => new(
        new JsonObject
        {
            ["vaultUuid"] = vaultUuid,
            ["accessorType"] = accessor.Type == AccessorType.Group ? "group" : "user",
            ["accessorUuid"] = accessor.Uuid,
            ["acl"] = (long)accessor.Permissions,
            ["leaseTimeout"] = 0L,
            ["vaultKeySN"] = serialNumber,
            ["encryptedBy"] = key.KeyId,
            ["encVaultKey"] = key.ToJson(),
        },
        new Place("vault", vaultUuid, "access"));
}

/// <summary>Somebody to share a vault with.</summary>
/// <param name="Type">User or group.</param>
/// <param name="Uuid">Their id.</param>
/// <param name="PublicKey">The public key of their keyset. Nothing here proves that it is theirs.</param>
/// <param name="Permissions">What they may do.</param>
public sealed record Accessor(AccessorType Type, string Uuid, RsaPublicKey PublicKey, VaultPermissions Permissions = VaultPermissions.ReadWriteExport);
