using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>Opens one keyset under its parent: symmetric key, then private key, then (tolerantly) the signing key.</summary>
internal static class KeysetOpener
{
    public static OpenedKeyset OpenMaster(Keyset keyset, AccountUnlockKey unlockKey, IUnlockObserver? observer)
    {
        var place = new Place("keyset", keyset.Uuid);
        var envelope = Sound(keyset).SymmetricKey!;
        SecretBytes jwk;
        try
        {
            jwk = unlockKey.Key.Open(envelope, place.At("encSymKey"));
        }
        catch (DecryptionFailedException)
        {
            throw new UnlockFailedException();
        }
        using (jwk)
            return Open(keyset, jwk, 0, "AES-256-GCM under the account unlock key", observer);
    }

    public static OpenedKeyset OpenChild(Keyset keyset, OpenedKeyset parent, IUnlockObserver? observer)
    {
        var place = new Place("keyset", keyset.Uuid, "encSymKey");
        var envelope = Sound(keyset).SymmetricKey!;
        var symmetric = envelope.Encryption == EnvelopeEncryption.A256Gcm;
        using var jwk = symmetric ? parent.SymmetricKey.Open(envelope, place) : parent.PrivateKey.Open(envelope, place);
        var layer = $"{EnvelopeReader.Name(envelope.Encryption)} under keyset {parent.Keyset.Uuid}";
        return Open(keyset, jwk, parent.Depth + 1, layer, observer);
    }

    private static Keyset Sound(Keyset keyset) => keyset.Defect is null ? keyset : throw keyset.Defect;

    private static OpenedKeyset Open(Keyset keyset, SecretBytes symmetricJwk, int depth, string layer, IUnlockObserver? observer)
    {
        var place = new Place("keyset", keyset.Uuid);
        var symmetric = SymmetricKey.FromJwk(symmetricJwk.DangerousBytes, place.At("encSymKey"));
        try
        {
            RequireId(symmetric.KeyId, keyset, place.At("encSymKey"));
            observer?.OnStep(new ExplainedStep(layer, $"keyset {keyset.Uuid}, symmetric key", [], Parameters(keyset.SymmetricKey), symmetricJwk.Length, Fingerprint.Of(symmetricJwk.DangerousBytes)));
            var privateKey = OpenPrivateKey(keyset, symmetric, place.At("encPriKey"), observer);
            return new OpenedKeyset(keyset, symmetric, privateKey, ReadSigningKey(keyset, symmetric, place.At("encSPriKey")), depth);
        }
        catch (SecurityModelException)
        {
            symmetric.Dispose();
            throw;
        }
    }

    private static RsaPrivateKey OpenPrivateKey(Keyset keyset, SymmetricKey symmetric, Place place, IUnlockObserver? observer)
    {
        using var jwk = symmetric.Open(keyset.PrivateKey!, place);
        var key = RsaPrivateKey.FromJwk(jwk.DangerousBytes, place);
        try
        {
            RequireId(key.KeyId, keyset, place);
        }
        catch (MalformedDataException)
        {
            key.Dispose();
            throw;
        }
        observer?.OnStep(new ExplainedStep("A256GCM under the keyset's symmetric key", $"keyset {keyset.Uuid}, private key", [], Parameters(keyset.PrivateKey), jwk.Length, Fingerprint.Of(jwk.DangerousBytes)));
        return key;
    }

    private static ExplainedValue[] Parameters(Envelope? envelope) =>
        envelope is null ? [] : [new("kid", envelope.KeyId), new("iv", Base64UrlText.Encode(envelope.Iv)), new("data", $"{envelope.Data.Length} bytes")];

    // Keys that answer to another name would let a server move a keyset's content under another keyset.
    private static void RequireId(string keyId, Keyset keyset, Place place)
    {
        if (!string.Equals(keyId, keyset.Uuid, StringComparison.Ordinal))
            throw place.Malformed($"it holds the key {Printable.Id(keyId)}");
    }

    private static SigningKeyState ReadSigningKey(Keyset keyset, SymmetricKey symmetric, Place place)
    {
        if (keyset.SigningKey is null)
            return SigningKeyState.Absent;
        try
        {
            using var plaintext = symmetric.Open(EnvelopeReader.Read(keyset.SigningKey, place), place);
            using var jwk = JwkReader.Read(plaintext.DangerousBytes, place);
            return IsP256(jwk) ? SigningKeyState.Usable : SigningKeyState.Unusable;
        }
        catch (Exception e) when (e is SecurityModelException or CryptographicException)
        {
            // Not swallowed: the state says so, and nothing that this library does needs the key.
            return SigningKeyState.Unusable;
        }
    }

    private static bool IsP256(JwkReader jwk)
    {
        if (jwk.Text("kty") is not "EC" || jwk.Text("crv") is not "P-256")
            return false;
        var point = new ECPoint { X = jwk.Binary("x").ToArray(), Y = jwk.Binary("y").ToArray() };
        var d = jwk.Binary("d").ToArray();
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d, Q = point });
        CryptographicOperations.ZeroMemory(d);
        return true;
    }
}
