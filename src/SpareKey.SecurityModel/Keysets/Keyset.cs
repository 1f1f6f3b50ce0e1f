using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>
/// A keyset as the service keeps it: a symmetric key encrypted by the parent, a private key encrypted by that, and the public key.
/// Immutable; members this library does not know are kept.
/// </summary>
public sealed class Keyset
{
    private readonly JsonObject _json;

    private Keyset(JsonObject json)
    {
        _json = json;
        Uuid = json.Text("uuid", new Place("keyset"));
        var place = new Place("keyset", Uuid);
        SerialNumber = json.OptionalInteger("sn", place) ?? 0;
        EncryptedBy = json.OptionalText("encryptedBy", place) ?? "";
        try
        {
            if (json["encKeyData"] is not null)
                throw place.Unsupported("the newer keyset format (encKeyData), of which no data is published");
            SymmetricKey = EnvelopeReader.Read(json.Object("encSymKey", place), place.At("encSymKey"));
            PrivateKey = EnvelopeReader.Read(json.Object("encPriKey", place), place.At("encPriKey"));
            SigningKey = json.OptionalObject("encSPriKey", place);
        }
        catch (SecurityModelException e)
        {
            // One keyset of an unknown kind must not keep the others shut: opening this one throws, and the ring reports it.
            Defect = e;
        }
    }

    /// <summary>The id; both of its keys have it too.</summary>
    public string Uuid { get; }

    /// <summary>The serial number; of several master keysets the highest is the live one.</summary>
    public long SerialNumber { get; }

    /// <summary>The id of the parent keyset as written: <c>mp</c> for a master keyset, perhaps empty.</summary>
    public string EncryptedBy { get; }

    /// <summary>The id of the key that opens it: <see cref="EncryptedBy"/>, or, where that is empty, what the envelope names.</summary>
    public string ParentId => EncryptedBy.Length > 0 ? EncryptedBy : SymmetricKey?.KeyId ?? "";

    /// <summary>Whether the account unlock key opens it.</summary>
    public bool IsMaster => string.Equals(ParentId, AccountUnlockKey.KeyId, StringComparison.Ordinal);

    /// <summary>Why the keyset cannot be opened, where that shows without any key; null where it can be tried.</summary>
    public SecurityModelException? Defect { get; }

    internal Envelope? SymmetricKey { get; }

    internal Envelope? PrivateKey { get; }

    internal JsonObject? SigningKey { get; }

    /// <summary>The parameters from which the key of a master keyset is derived; null elsewhere.</summary>
    public KeyDerivationParameters? Derivation => SymmetricKey?.Derivation;

    /// <summary>Reads one keyset; <paramref name="json"/> is copied.</summary>
    /// <exception cref="MalformedDataException">It has no id, or a member is of the wrong kind. What is wrong with its envelopes is in <see cref="Defect"/>.</exception>
    public static Keyset Read(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new Keyset(json.Clone());
    }

    /// <summary>Reads captured keysets: a bare array, the service's answer with the member <c>keysets</c>, or one keyset alone. At most 256 MiB.</summary>
    /// <exception cref="MalformedDataException">The data is something else.</exception>
    public static IReadOnlyList<Keyset> ParseList(ReadOnlySpan<byte> utf8Json) =>
        [.. Wrapped.Entries(utf8Json, ["keysets"], null, new Place("keysets")).Select(Read)];

    /// <summary>The JSON form, a new object.</summary>
    public JsonObject ToJson() => _json.Clone();

    /// <summary>The public key; the caller disposes it.</summary>
    /// <exception cref="MalformedDataException">It is missing or no RSA public key.</exception>
    public RsaPublicKey ReadPublicKey()
    {
        var place = new Place("keyset", Uuid);
        return RsaPublicKey.FromJson(_json.Object("pubKey", place), place.At("pubKey"));
    }

    internal Keyset WithSymmetricKey(Envelope envelope, DateTimeOffset now)
    {
        var json = _json.Clone();
        json["encSymKey"] = envelope.Replacing(SymmetricKey).ToJson();
        json["updatedAt"] = Timestamp.Text(now);
        return new Keyset(json);
    }
}
