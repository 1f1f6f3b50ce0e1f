using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>
/// A 256-bit symmetric key with its id: keyset, vault, document and session keys. AES-256-GCM (NIST SP 800-38D), fresh random
/// 12-byte nonce per envelope, no associated data. Wiped on <see cref="Dispose"/>. Safe for use by several threads.
/// </summary>
/// <remarks>With random nonces one key should seal no more than 2^32 envelopes; a vault is far below.</remarks>
public sealed class SymmetricKey : IDisposable
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    internal const string EncryptionAlgorithm = "A256GCM";
    internal const string SigningAlgorithm = "HS256";

    private readonly SecretBytes _bytes;
    private readonly string _algorithm;
    private AesGcm? _idle;

    internal SymmetricKey(string keyId, ReadOnlySpan<byte> bytes, string algorithm = EncryptionAlgorithm)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"a key has {Size} bytes", nameof(bytes));
        KeyId = keyId;
        _algorithm = algorithm;
        _bytes = SecretBytes.CopyOf(bytes);
    }

    /// <summary>The id that envelopes name (<c>kid</c>).</summary>
    public string KeyId { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes.DangerousBytes;

    /// <summary>Makes a new key with a new id (26 characters, base32).</summary>
    public static SymmetricKey Create(IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(randomness);
        return Create(Base32Id.CreateClientId(randomness), randomness);
    }

    internal static SymmetricKey Create(string keyId, IRandomness randomness, string algorithm = EncryptionAlgorithm)
    {
        using var bytes = new SecretBytes(Size);
        randomness.Fill(bytes.Writable);
        return new SymmetricKey(keyId, bytes.DangerousBytes, algorithm);
    }

    /// <summary>Reads a JWK: <c>kty</c> "oct", <c>k</c> 32 bytes, <c>alg</c> "A256GCM" or "HS256" (or absent), <c>kid</c>.</summary>
    /// <exception cref="MalformedDataException">It is no such JWK.</exception>
    /// <exception cref="UnsupportedSchemeException">It is a key for another algorithm.</exception>
    public static SymmetricKey FromJwk(ReadOnlySpan<byte> utf8Json) => FromJwk(utf8Json, new Place("symmetric key"));

    internal static SymmetricKey FromJwk(ReadOnlySpan<byte> utf8Json, Place place)
    {
        using var jwk = JwkReader.Read(utf8Json, place);
        if (jwk.RequiredText("kty") is var type and not "oct")
            throw place.Malformed($"a key of type \"{Printable.Text(type)}\" where a symmetric one belongs");
        var algorithm = jwk.Text("alg") ?? EncryptionAlgorithm;
        if (algorithm is not (EncryptionAlgorithm or SigningAlgorithm))
            throw place.Unsupported($"a key for \"{Printable.Text(algorithm)}\"");
        var bytes = jwk.Binary("k");
        if (bytes.Length != Size)
            throw place.Malformed($"a key of {bytes.Length} bytes; {Size} are needed");
        return new SymmetricKey(jwk.RequiredText("kid"), bytes, algorithm);
    }

    /// <summary>The JWK form as UTF-8; the caller disposes it.</summary>
    public SecretBytes ToJwk() => JwkWriter.Symmetric(KeyId, _algorithm, Bytes);

    /// <summary>Encrypts <paramref name="plaintext"/> under a fresh nonce.</summary>
    public Envelope Seal(ReadOnlySpan<byte> plaintext, IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(randomness);
        var iv = new byte[Envelope.NonceBytes];
        randomness.Fill(iv);
        var data = new byte[plaintext.Length + Envelope.TagBytes];
        var gcm = Rent();
        gcm.Encrypt(iv, plaintext, data.AsSpan(0, plaintext.Length), data.AsSpan(plaintext.Length));
        Return(gcm);
        return new Envelope(EnvelopeEncryption.A256Gcm, KeyId, iv, data);
    }

    /// <summary>Decrypts and authenticates. The caller disposes the result.</summary>
    /// <exception cref="MalformedDataException">The envelope names another key or another kind of encryption.</exception>
    /// <exception cref="DecryptionFailedException">It does not open: altered, damaged, or another key under the same id.</exception>
    public SecretBytes Open(Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return Open(envelope, new Place("envelope"));
    }

    internal SecretBytes Open(Envelope envelope, Place place)
    {
        RequireOurs(envelope, place);
        var plaintext = new SecretBytes(envelope.Data.Length - Envelope.TagBytes);
        if (TryDecrypt(envelope.Iv, envelope.Data, plaintext.Writable))
            return plaintext;
        plaintext.Dispose();
        throw place.NotOpened();
    }

    // Items are opened by the ten thousand: their plaintext goes through a buffer that the caller lends and wipes.
    internal void Open(Envelope envelope, Span<byte> plaintext, Place place)
    {
        RequireOurs(envelope, place);
        if (!TryDecrypt(envelope.Iv, envelope.Data, plaintext))
            throw place.NotOpened();
    }

    internal static int PlaintextLength(Envelope envelope) => Math.Max(0, envelope.Data.Length - Envelope.TagBytes);

    internal bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> data, Span<byte> plaintext)
    {
        var gcm = Rent();
        try
        {
            gcm.Decrypt(nonce, data[..^Envelope.TagBytes], data[^Envelope.TagBytes..], plaintext);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            Return(gcm);
        }
    }

    /// <summary>Whether both have the same key bytes, compared in constant time (the ids are not compared).</summary>
    public bool HasSameBytes(SymmetricKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(Bytes, other.Bytes);
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _idle, null)?.Dispose();
        _bytes.Dispose();
    }

    /// <summary>The id and <c>***</c>.</summary>
    public override string ToString() => $"{KeyId} ***";

    private void RequireOurs(Envelope envelope, Place place)
    {
        if (envelope.Encryption != EnvelopeEncryption.A256Gcm)
            throw place.Malformed($"it is encrypted with {EnvelopeReader.Name(envelope.Encryption)}, its key is for {EncryptionAlgorithm}");
        if (!string.Equals(envelope.KeyId, KeyId, StringComparison.Ordinal))
            throw place.Malformed($"it is encrypted for key {Printable.Id(envelope.KeyId)}, not for {Printable.Id(KeyId)}");
    }

    // One cipher object is kept for the next use: making one costs more than opening a small envelope. Objects are not
    // shared while in use, so threads that meet simply make another.
    private AesGcm Rent()
    {
        var bytes = Bytes;
        return Interlocked.Exchange(ref _idle, null) ?? new AesGcm(bytes, Envelope.TagBytes);
    }

    private void Return(AesGcm gcm) => Interlocked.Exchange(ref _idle, gcm)?.Dispose();
}
