using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>JSON to <see cref="Envelope"/>, everything checked.</summary>
internal static class EnvelopeReader
{
    private const string A256Gcm = "A256GCM";
    private const string RsaOaep = "RSA-OAEP";
    private const string RsaOaep256 = "RSA-OAEP-256";

    public static string Name(EnvelopeEncryption encryption) => encryption switch
    {
        EnvelopeEncryption.A256Gcm => A256Gcm,
        EnvelopeEncryption.RsaOaep => RsaOaep,
        EnvelopeEncryption.RsaOaep256 => RsaOaep256,
        _ => throw new ArgumentOutOfRangeException(nameof(encryption)),
    };

    public static Envelope Read(JsonObject json, Place place)
    {
        var contentType = json.Text("cty", place);
        if (!string.Equals(contentType, Envelope.ContentType, StringComparison.Ordinal))
            throw place.Unsupported($"content type \"{Printable.Text(contentType)}\"; known is {Envelope.ContentType}");
        var encryption = Encryption(json.Text("enc", place), place);
        var keyId = json.Text("kid", place);
        var iv = encryption == EnvelopeEncryption.A256Gcm ? Nonce(json, place) : [];
        var data = Binary(json, "data", place);
        if (encryption == EnvelopeEncryption.A256Gcm && data.Length < Envelope.TagBytes)
            throw place.Malformed($"\"data\" is {data.Length} bytes; the tag alone is {Envelope.TagBytes}");
        return new Envelope(encryption, keyId, iv, data, Derivation(json, keyId, place), json);
    }

    private static EnvelopeEncryption Encryption(string name, Place place) => name switch
    {
        A256Gcm => EnvelopeEncryption.A256Gcm,
        RsaOaep => EnvelopeEncryption.RsaOaep,
        RsaOaep256 => EnvelopeEncryption.RsaOaep256,
        _ => throw place.Unsupported($"encryption \"{Printable.Text(name)}\"; known are {A256Gcm}, {RsaOaep} and {RsaOaep256}"),
    };

    // Old samples have 16-byte nonces, which need GHASH over the nonce; no account is known to hold one.
    private static byte[] Nonce(JsonObject json, Place place)
    {
        var iv = Binary(json, "iv", place);
        return iv.Length == Envelope.NonceBytes
            ? iv
            : throw place.Unsupported($"a nonce (\"iv\") of {iv.Length} bytes; {Envelope.NonceBytes} are supported");
    }

    private static KeyDerivationParameters? Derivation(JsonObject json, string keyId, Place place)
    {
        if (!string.Equals(keyId, AccountUnlockKey.KeyId, StringComparison.Ordinal) || json["p2s"] is null)
            return null;
        var method = DerivationMethods.ForEnvelope(json.OptionalText("alg", place) ?? DerivationMethods.AccountUnlock, place);
        return new KeyDerivationParameters(method, Binary(json, "p2s", place), Iterations.From(json.Integer("p2c", place)));
    }

    private static byte[] Binary(JsonObject json, string name, Place place) =>
        Base64UrlText.TryDecode(json.Text(name, place)) ?? throw place.Malformed($"\"{name}\" is not base64url");
}
