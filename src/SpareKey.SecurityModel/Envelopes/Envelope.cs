using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>How an envelope's content is encrypted.</summary>
public enum EnvelopeEncryption
{
    /// <summary><c>A256GCM</c>: AES-256-GCM, 12-byte nonce, 16-byte tag behind the ciphertext, no associated data.</summary>
    A256Gcm,

    /// <summary><c>RSA-OAEP</c>: OAEP with SHA-1 and MGF1-SHA-1, empty label.</summary>
    RsaOaep,

    /// <summary><c>RSA-OAEP-256</c>: OAEP with SHA-256 and MGF1-SHA-256, empty label.</summary>
    RsaOaep256,
}

/// <summary>
/// The container of everything encrypted in an account ("b5+jwk+json"): a JSON object with <c>cty</c>, <c>enc</c>, <c>kid</c> (the key that
/// opens it), <c>data</c> and, for A256GCM, <c>iv</c>; the master keyset's also has <c>alg</c>, <c>p2s</c> and <c>p2c</c>.
/// </summary>
/// <remarks>
/// Binary members are written as base64url without padding and read leniently (standard alphabet and padding pass). Unknown members
/// are kept. Nothing outside <c>data</c> is authenticated by the format; <c>enc</c>, <c>cty</c> and <c>kid</c> are therefore checked.
/// </remarks>
public sealed class Envelope
{
    internal const string ContentType = "b5+jwk+json";
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;

    private readonly JsonObject? _source;
    private readonly byte[] _iv;
    private readonly byte[] _data;

    internal Envelope(EnvelopeEncryption encryption, string keyId, byte[] iv, byte[] data, KeyDerivationParameters? derivation = null, JsonObject? source = null)
    {
        Encryption = encryption;
        KeyId = keyId;
        Derivation = derivation;
        _iv = iv;
        _data = data;
        _source = source;
    }

    /// <summary>How the content is encrypted.</summary>
    public EnvelopeEncryption Encryption { get; }

    /// <summary>The id of the key that opens it (<c>kid</c>); <c>mp</c> is the account unlock key.</summary>
    public string KeyId { get; }

    /// <summary>How to derive the key, where the envelope says so (<c>alg</c>, <c>p2s</c>, <c>p2c</c>: only under <c>mp</c>).</summary>
    public KeyDerivationParameters? Derivation { get; }

    internal ReadOnlySpan<byte> Iv => _iv;

    internal ReadOnlySpan<byte> Data => _data;

    /// <summary>Reads an envelope from JSON text.</summary>
    /// <exception cref="MalformedDataException">It is no envelope.</exception>
    /// <exception cref="UnsupportedSchemeException">It names an encryption, content type, nonce length or key derivation that is not implemented.</exception>
    public static Envelope Parse(ReadOnlySpan<byte> utf8Json)
    {
        var place = new Place("envelope");
        return EnvelopeReader.Read(JsonText.ParseObject(utf8Json, place), place);
    }

    /// <summary>Reads an envelope from a JSON object, which is not changed.</summary>
    /// <exception cref="MalformedDataException">It is no envelope.</exception>
    /// <exception cref="UnsupportedSchemeException">It names an encryption, content type, nonce length or key derivation that is not implemented.</exception>
    public static Envelope Read(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return EnvelopeReader.Read(json, new Place("envelope"));
    }

    /// <summary>The JSON form, a new object: members this library does not know are as they were read.</summary>
    public JsonObject ToJson()
    {
        var json = _source?.Clone() ?? new JsonObject();
        json["cty"] = ContentType;
        json["data"] = Base64UrlText.Encode(_data);
        json["enc"] = EnvelopeReader.Name(Encryption);
        if (Encryption == EnvelopeEncryption.A256Gcm)
            json["iv"] = Base64UrlText.Encode(_iv);
        else
            json.Remove("iv");
        json["kid"] = KeyId;
        if (Derivation is not null)
        {
            json["alg"] = Derivation.MethodName;
            json["p2c"] = (long)Derivation.Iterations.Count;
            json["p2s"] = Base64UrlText.Encode(Derivation.Salt);
        }
        return json;
    }

    /// <summary>This content in place of another's, keeping that one's unknown members.</summary>
    internal Envelope Replacing(Envelope? old) => new(Encryption, KeyId, _iv, _data, Derivation, old?._source);

    internal Envelope With(KeyDerivationParameters derivation) => new(Encryption, KeyId, _iv, _data, derivation, _source);
}
