using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>The rule of the service's own clients: upper-case, drop what is not in the alphabet, then look at prefix and length.</summary>
internal static class SecretKeyParser
{
    private const int PrefixLength = 2;

    public static SecretKey? Parse(ReadOnlySpan<char> text, out string? problem)
    {
        if (text.Length > Limits.SecretKeyChars)
        {
            problem = $"more than {Limits.SecretKeyChars} characters";
            return null;
        }
        Span<char> kept = stackalloc char[text.Length];
        try
        {
            text = text[(text.LastIndexOf(':') + 1)..];
            var neverUsed = Keep(text, kept, out var count);
            return Read(kept[..count], neverUsed, out problem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(kept));
        }
    }

    // Tells whether a letter or digit was dropped that no Secret Key has: the usual slip of the eye (0 for Q, O for 8).
    private static bool Keep(ReadOnlySpan<char> text, Span<char> kept, out int count)
    {
        count = 0;
        var neverUsed = false;
        foreach (var c in text)
        {
            var upper = c is >= 'a' and <= 'z' ? (char)(c - 32) : c;
            if (SecretKeyAlphabet.Contains(upper))
                kept[count++] = upper;
            else
                neverUsed |= upper is '0' or '1' or 'I' or 'O' or 'U';
        }
        return neverUsed;
    }

    private static SecretKey? Read(ReadOnlySpan<char> kept, bool neverUsed, out string? problem)
    {
        SecretKeyVersion? version = kept.StartsWith("A3") ? SecretKeyVersion.A3 : kept.StartsWith("A2") ? SecretKeyVersion.A2 : null;
        if (version is null)
        {
            problem = "it must begin with A3 (or A2)";
            return null;
        }
        var expected = PrefixLength + SecretKey.IdLength + SecretKey.SecretLength(version.Value);
        if (kept.Length != expected)
        {
            problem = $"{expected} letters and digits are needed, {kept.Length} were found"
                + (neverUsed ? "; it holds 0, 1, I, O or U, which no Secret Key has" : "");
            return null;
        }
        problem = null;
        return new SecretKey(version.Value, kept.Slice(PrefixLength, SecretKey.IdLength).ToString(), kept[(PrefixLength + SecretKey.IdLength)..]);
    }
}
