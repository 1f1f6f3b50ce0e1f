using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>Uniform characters of the Secret Key's alphabet.</summary>
internal static class SecretKeyAlphabet
{
    // 248 = 8 * 31: bytes from here on would favour the first characters, so they are thrown away.
    private const int Accepted = 256 / 31 * 31;

    public static bool Contains(char c) => SecretKey.Alphabet.Contains(c, StringComparison.Ordinal);

    public static void Fill(Span<char> target, IRandomness randomness)
    {
        Span<byte> bytes = stackalloc byte[64];
        var filled = 0;
        while (filled < target.Length)
        {
            randomness.Fill(bytes);
            foreach (var b in bytes)
            {
                if (b < Accepted && filled < target.Length)
                    target[filled++] = SecretKey.Alphabet[b % SecretKey.Alphabet.Length];
            }
        }
        CryptographicOperations.ZeroMemory(bytes);
    }
}
