using System.Numerics;
using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>
/// RSA numbers from JWKs to what the platform takes. Real accounts hold numbers that lost their leading zero bytes (a 255-byte d, a
/// 127-byte qi: RSAParameters wants full lengths) and, in old data, p smaller than q.
/// </summary>
internal static class RsaImport
{
    private const int ExponentBytesMaximum = 8;

    public static RSAEncryptionPadding Padding(EnvelopeEncryption encryption) => encryption switch
    {
        EnvelopeEncryption.RsaOaep => RSAEncryptionPadding.OaepSHA1,
        EnvelopeEncryption.RsaOaep256 => RSAEncryptionPadding.OaepSHA256,
        _ => throw new ArgumentOutOfRangeException(nameof(encryption)),
    };

    public static RSAParameters PublicParameters(JwkReader jwk, Place place)
    {
        if (jwk.RequiredText("kty") is var type and not "RSA")
            throw place.Malformed($"a key of type \"{Printable.Text(type)}\" where an RSA key belongs");
        var modulus = jwk.Binary("n").TrimStart((byte)0);
        if (modulus.Length is < Limits.RsaModulusBytesMinimum or > Limits.RsaModulusBytesMaximum)
            throw place.Malformed($"an RSA modulus of {modulus.Length * 8} bits; 2048 to 4096 are read");
        var exponent = jwk.Binary("e").TrimStart((byte)0);
        if (exponent.Length is 0 or > ExponentBytesMaximum)
            throw place.Malformed("an RSA exponent of unusual length");
        return new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() };
    }

    public static RSAParameters PrivateParameters(JwkReader jwk, Place place)
    {
        var key = PublicParameters(jwk, place);
        var half = (key.Modulus!.Length + 1) / 2;
        key.D = Padded(jwk, "d", key.Modulus.Length, place);
        key.P = Padded(jwk, "p", half, place);
        key.Q = Padded(jwk, "q", half, place);
        key.DP = Padded(jwk, "dp", half, place);
        key.DQ = Padded(jwk, "dq", half, place);
        key.InverseQ = Padded(jwk, "qi", half, place);
        if (Number(key.P) * Number(key.Q) != Number(key.Modulus))
            throw place.Malformed("its numbers do not belong together (n is not p times q)");
        return Number(key.P) < Number(key.Q) ? Swapped(key, half) : key;
    }

    public static RSA Import(RSAParameters key, Place place)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportParameters(key);
            return rsa;
        }
        catch (CryptographicException)
        {
            rsa.Dispose();
            throw place.Malformed("the platform refuses its numbers as an RSA key");
        }
    }

    public static void Wipe(RSAParameters key)
    {
        foreach (var part in new[] { key.D, key.P, key.Q, key.DP, key.DQ, key.InverseQ })
            CryptographicOperations.ZeroMemory(part);
    }

    // qi is q^-1 mod p; after the swap it must be p^-1 mod q, by Fermat for the prime q. BigInteger leaves copies in memory:
    // accepted for these old keys only.
    private static RSAParameters Swapped(RSAParameters key, int half)
    {
        var (p, q) = (Number(key.P), Number(key.Q));
        var inverse = BigInteger.ModPow(p, q - 2, q);
        CryptographicOperations.ZeroMemory(key.InverseQ);
        var padded = new byte[half];
        var bytes = inverse.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(padded.AsSpan(half - bytes.Length));
        return key with { P = key.Q, Q = key.P, DP = key.DQ, DQ = key.DP, InverseQ = padded };
    }

    private static byte[] Padded(JwkReader jwk, string name, int length, Place place)
    {
        var value = jwk.Binary(name).TrimStart((byte)0);
        if (value.Length > length)
            throw place.Malformed($"\"{name}\" of the key has {value.Length} bytes; at most {length} fit its modulus");
        var padded = new byte[length];
        value.CopyTo(padded.AsSpan(length - value.Length));
        return padded;
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
