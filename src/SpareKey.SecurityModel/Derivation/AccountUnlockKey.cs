using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>
/// The account unlock key (AUK; called muk in tokens): the 32-byte AES-256-GCM key with the id <c>mp</c> that opens the master keyset.
/// Wiped on <see cref="Dispose"/>.
/// </summary>
public sealed class AccountUnlockKey : IDisposable
{
    /// <summary>The key id in JWKs and envelopes.</summary>
    public const string KeyId = "mp";

    internal AccountUnlockKey(ReadOnlySpan<byte> bytes) => Key = new SymmetricKey(KeyId, bytes);

    private AccountUnlockKey(SymmetricKey key) => Key = key;

    internal SymmetricKey Key { get; }

    /// <summary>
    /// Two-secret key derivation: from password, Secret Key and e-mail address under the parameters in the master keyset's envelope.
    /// One PBKDF2 run: about a third of a second at 650,000 iterations.
    /// </summary>
    /// <exception cref="UnsupportedSchemeException">The parameters are those of another derivation.</exception>
    public static AccountUnlockKey Derive(Credentials credentials, KeyDerivationParameters parameters, IUnlockObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Method == DerivationMethod.SrpX)
            throw new UnsupportedSchemeException("key derivation: these are the parameters of the sign-in, not of the account unlock key");
        using var bytes = TwoSecretDerivation.Derive(credentials, parameters, "account unlock key", observer);
        return new AccountUnlockKey(bytes.DangerousBytes);
    }

    /// <summary>Reads the JWK form: <c>kty</c> "oct", <c>kid</c> "mp", <c>k</c> 32 bytes base64url.</summary>
    /// <exception cref="MalformedDataException">It is no such JWK.</exception>
    public static AccountUnlockKey FromJwk(ReadOnlySpan<byte> utf8Json) => FromJwk(utf8Json, new Place("account unlock key"));

    internal static AccountUnlockKey FromJwk(ReadOnlySpan<byte> utf8Json, Place place)
    {
        var key = SymmetricKey.FromJwk(utf8Json, place);
        if (string.Equals(key.KeyId, KeyId, StringComparison.Ordinal))
            return new AccountUnlockKey(key);
        key.Dispose();
        throw place.Malformed("its key id is not \"mp\"");
    }

    /// <summary>The JWK form as UTF-8; the caller disposes it.</summary>
    public SecretBytes ToJwk() => Key.ToJwk();

    /// <summary>Whether both are the same key, compared in constant time.</summary>
    public bool HasSameBytes(AccountUnlockKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(Key.Bytes, other.Key.Bytes);
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose() => Key.Dispose();

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
