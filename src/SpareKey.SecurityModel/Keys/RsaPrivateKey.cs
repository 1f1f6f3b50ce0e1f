using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>The private half of a keyset: opens vault keys and child keysets wrapped for it. Its parameters are wiped on <see cref="Dispose"/> as far as the platform's RSA object allows.</summary>
public sealed class RsaPrivateKey : IDisposable
{
    private readonly RSA _rsa;

    internal RsaPrivateKey(string keyId, RSA rsa)
    {
        KeyId = keyId;
        _rsa = rsa;
    }

    /// <summary>The key's id: the keyset's.</summary>
    public string KeyId { get; }

    internal static RsaPrivateKey Create(string keyId, IRandomness randomness) => new(keyId, randomness.CreateRsa());

    /// <summary>Reads a JWK: <c>kty</c> "RSA" with <c>n e d p q dp dq qi</c>, <c>kid</c>. Members that lost leading zero bytes are padded, p and q in the wrong order are put right.</summary>
    /// <exception cref="MalformedDataException">It is no such JWK, or its numbers do not belong together.</exception>
    public static RsaPrivateKey FromJwk(ReadOnlySpan<byte> utf8Json) => FromJwk(utf8Json, new Place("private key"));

    internal static RsaPrivateKey FromJwk(ReadOnlySpan<byte> utf8Json, Place place)
    {
        using var jwk = JwkReader.Read(utf8Json, place);
        var keyId = jwk.RequiredText("kid");
        var parameters = RsaImport.PrivateParameters(jwk, place);
        try
        {
            return new RsaPrivateKey(keyId, RsaImport.Import(parameters, place));
        }
        finally
        {
            RsaImport.Wipe(parameters);
        }
    }

    /// <summary>The JWK form as UTF-8; the caller disposes it.</summary>
    public SecretBytes ToJwk()
    {
        var parameters = _rsa.ExportParameters(includePrivateParameters: true);
        try
        {
            return JwkWriter.RsaPrivate(KeyId, parameters);
        }
        finally
        {
            RsaImport.Wipe(parameters);
        }
    }

    /// <summary>The public half; the caller disposes it.</summary>
    public RsaPublicKey ToPublic() => new(KeyId, _rsa.ExportParameters(includePrivateParameters: false), new Place("public key"));

    /// <summary>Decrypts an envelope. The caller disposes the result.</summary>
    /// <exception cref="MalformedDataException">The envelope names another key or another kind of encryption, or has the wrong length.</exception>
    /// <exception cref="DecryptionFailedException">It does not open.</exception>
    public SecretBytes Open(Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return Open(envelope, new Place("envelope"));
    }

    internal SecretBytes Open(Envelope envelope, Place place)
    {
        if (envelope.Encryption == EnvelopeEncryption.A256Gcm)
            throw place.Malformed("it is encrypted with A256GCM, its key is for RSA-OAEP");
        if (!string.Equals(envelope.KeyId, KeyId, StringComparison.Ordinal))
            throw place.Malformed($"it is encrypted for key {Printable.Id(envelope.KeyId)}, not for {Printable.Id(KeyId)}");
        if (envelope.Data.Length != _rsa.KeySize / 8)
            throw place.Malformed($"\"data\" is {envelope.Data.Length} bytes; under this key it must be {_rsa.KeySize / 8}");
        using var buffer = new SecretBytes(envelope.Data.Length);
        try
        {
            var length = _rsa.Decrypt(envelope.Data, buffer.Writable, RsaImport.Padding(envelope.Encryption));
            return SecretBytes.CopyOf(buffer.DangerousBytes[..length]);
        }
        catch (CryptographicException)
        {
            throw place.NotOpened();
        }
    }

    /// <summary>Releases the key.</summary>
    public void Dispose() => _rsa.Dispose();
}
