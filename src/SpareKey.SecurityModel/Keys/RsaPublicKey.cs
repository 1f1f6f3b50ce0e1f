using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>
/// The public half of a keyset: what a vault key is wrapped for when it is shared. RSA of 2048 to 4096 bits, OAEP.
/// Nothing in the format proves whose key it is: sharing trusts the service (or an out-of-band check) for that.
/// </summary>
public sealed class RsaPublicKey : IDisposable
{
    private readonly RSA _rsa;
    private readonly byte[] _modulus;
    private readonly byte[] _exponent;

    internal RsaPublicKey(string keyId, RSAParameters key, Place place)
    {
        KeyId = keyId;
        _modulus = key.Modulus!;
        _exponent = key.Exponent!;
        _rsa = RsaImport.Import(new RSAParameters { Modulus = _modulus, Exponent = _exponent }, place);
    }

    /// <summary>The key's id: the keyset's.</summary>
    public string KeyId { get; }

    /// <summary>Reads a JWK: <c>kty</c> "RSA", <c>n</c>, <c>e</c>, <c>kid</c>.</summary>
    /// <exception cref="MalformedDataException">It is no such JWK.</exception>
    public static RsaPublicKey FromJwk(ReadOnlySpan<byte> utf8Json) => FromJwk(utf8Json, new Place("public key"));

    internal static RsaPublicKey FromJwk(ReadOnlySpan<byte> utf8Json, Place place)
    {
        using var jwk = JwkReader.Read(utf8Json, place);
        return new RsaPublicKey(jwk.RequiredText("kid"), RsaImport.PublicParameters(jwk, place), place);
    }

    internal static RsaPublicKey FromJson(JsonObject json, Place place) => FromJwk(JsonText.Write(json), place);

    /// <summary>The JWK form, a new object.</summary>
    public JsonObject ToJwk() => new()
    {
        ["alg"] = "RSA-OAEP",
        ["e"] = Base64UrlText.Encode(_exponent),
        ["ext"] = true,
        ["key_ops"] = new JsonArray("encrypt"),
        ["kid"] = KeyId,
        ["kty"] = "RSA",
        ["n"] = Base64UrlText.Encode(_modulus),
    };

    /// <summary>Wraps a key for the holder of the private half.</summary>
    /// <param name="key">The key to wrap; its JWK form is encrypted.</param>
    /// <param name="encryption"><see cref="EnvelopeEncryption.RsaOaep"/> (what accounts use) or <see cref="EnvelopeEncryption.RsaOaep256"/>.</param>
    public Envelope Wrap(SymmetricKey key, EnvelopeEncryption encryption = EnvelopeEncryption.RsaOaep)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var jwk = key.ToJwk();
        return Seal(jwk.DangerousBytes, encryption);
    }

    internal Envelope Seal(ReadOnlySpan<byte> plaintext, EnvelopeEncryption encryption) =>
        new(encryption, KeyId, [], _rsa.Encrypt(plaintext, RsaImport.Padding(encryption)));

    internal bool IsSameKeyAs(RsaPublicKey other) =>
        CryptographicOperations.FixedTimeEquals(_modulus, other._modulus) && CryptographicOperations.FixedTimeEquals(_exponent, other._exponent);

    /// <summary>Releases the key.</summary>
    public void Dispose() => _rsa.Dispose();
}
