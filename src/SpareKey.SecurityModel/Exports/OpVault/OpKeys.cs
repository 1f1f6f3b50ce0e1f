using System.Security.Cryptography;

namespace SpareKey.SecurityModel.Exports;

/// <summary>A pair of OPVault keys: 32 bytes for AES-256-CBC, 32 for HMAC-SHA-256. Encrypt-then-MAC; the MAC is always checked first.</summary>
internal sealed class OpKeys : IDisposable
{
    public const int Size = 64;
    private const int Half = Size / 2;
    private const int MacBytes = 32;
    private const int BlockBytes = 16;
    private const int HeaderBytes = 32;

    private readonly SecretBytes _bytes;

    public OpKeys(ReadOnlySpan<byte> bytes) => _bytes = SecretBytes.CopyOf(bytes);

    public ReadOnlySpan<byte> Encryption => _bytes.DangerousBytes[..Half];

    public ReadOnlySpan<byte> Authentication => _bytes.DangerousBytes[Half..];

    /// <summary>PBKDF2-HMAC-SHA-512 of the password as typed.</summary>
    public static OpKeys Derive(ReadOnlySpan<char> password, ReadOnlySpan<byte> salt, Iterations iterations)
    {
        using var output = new SecretBytes(Size);
        Rfc2898DeriveBytes.Pbkdf2(password, salt, output.Writable, iterations.Count, HashAlgorithmName.SHA512);
        return new OpKeys(output.DangerousBytes);
    }

    /// <summary>Keys that are the SHA-512 of a decrypted master or overview key.</summary>
    public static OpKeys FromHash(SecretBytes plaintext)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(plaintext.DangerousBytes, hash);
        var keys = new OpKeys(hash);
        CryptographicOperations.ZeroMemory(hash);
        return keys;
    }

    /// <summary>
    /// Opens "opdata01": 8 bytes of name, u64 little-endian plaintext length, 16 bytes IV, ciphertext, 32 bytes HMAC over everything before.
    /// 1 to 16 random bytes in front of the plaintext fill the first block (there is no padding behind).
    /// </summary>
    public SecretBytes OpenOpData(ReadOnlySpan<byte> data, Place place)
    {
        if (data.Length < HeaderBytes + BlockBytes + MacBytes || !data.StartsWith("opdata01"u8))
            throw place.Malformed("it is no opdata01 container");
        RequireMac(data[..^MacBytes], data[^MacBytes..], place);
        var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(data[8..]);
        using var padded = Decrypt(data[HeaderBytes..^MacBytes], data[16..HeaderBytes], place);
        if (length >= (ulong)padded.Length || (ulong)padded.Length - length > BlockBytes)
            throw place.Malformed("the length in its opdata01 header does not fit");
        return SecretBytes.CopyOf(padded.DangerousBytes[^(int)length..]);
    }

    /// <summary>Opens an item key: 16 bytes IV, 64 bytes ciphertext, 32 bytes HMAC over both; no header.</summary>
    public OpKeys OpenItemKey(ReadOnlySpan<byte> data, Place place)
    {
        if (data.Length != BlockBytes + Size + MacBytes)
            throw place.Malformed($"an item key of {data.Length} bytes; it must be {BlockBytes + Size + MacBytes}");
        RequireMac(data[..^MacBytes], data[^MacBytes..], place);
        using var plaintext = Decrypt(data[BlockBytes..^MacBytes], data[..BlockBytes], place);
        return new OpKeys(plaintext.DangerousBytes);
    }

    public void RequireMac(ReadOnlySpan<byte> data, ReadOnlySpan<byte> mac, Place place)
    {
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Authentication, data), mac))
            throw place.NotOpened();
    }

    public void Dispose() => _bytes.Dispose();

    private SecretBytes Decrypt(ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> iv, Place place)
    {
        if (ciphertext.Length % BlockBytes != 0)
            throw place.Malformed("its ciphertext is not whole blocks");
        using var aes = Aes.Create();
        var key = Encryption.ToArray();
        aes.Key = key;
        CryptographicOperations.ZeroMemory(key);
        var plaintext = new SecretBytes(ciphertext.Length);
        aes.DecryptCbc(ciphertext, iv, plaintext.Writable, PaddingMode.None);
        return plaintext;
    }
}
