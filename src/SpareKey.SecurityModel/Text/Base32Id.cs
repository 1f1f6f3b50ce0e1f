namespace SpareKey.SecurityModel;

/// <summary>
/// Identifiers as the service makes them: 16 random bytes, RFC 4648 base32 without padding, 26 characters; lower case when a
/// client made them (vault, item, keyset, key, device, document), upper case when the server did (account, user, session).
/// </summary>
internal static class Base32Id
{
    public const int Length = 26;

    private const string Lower = "abcdefghijklmnopqrstuvwxyz234567";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string CreateClientId(IRandomness randomness) => Create(randomness, Lower);

    public static string CreateServerId(IRandomness randomness) => Create(randomness, Upper);

    public static string ToLower(ReadOnlySpan<byte> bytes) => Encode(bytes, Lower);

    /// <summary>RFC 4648 base32 without padding, either case; null where the text is something else.</summary>
    public static byte[]? TryDecode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        var (buffer, bits, at) = (0, 0, 0);
        foreach (var c in text)
        {
            var value = Upper.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (value < 0)
                return null;
            buffer = ((buffer << 5) | value) & 0xFFFF;
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[at++] = (byte)((buffer >> bits) & 0xFF);
        }
        return bytes;
    }

    private static string Create(IRandomness randomness, string alphabet)
    {
        Span<byte> bytes = stackalloc byte[16];
        randomness.Fill(bytes);
        return Encode(bytes, alphabet);
    }

    private static string Encode(ReadOnlySpan<byte> bytes, string alphabet)
    {
        var text = new char[((bytes.Length * 8) + 4) / 5];
        var (buffer, bits, at) = (0, 0, 0);
        foreach (var b in bytes)
        {
            buffer = ((buffer << 8) | b) & 0xFFFF;
            for (bits += 8; bits >= 5; bits -= 5)
                text[at++] = alphabet[(buffer >> (bits - 5)) & 31];
        }
        if (bits > 0)
            text[at] = alphabet[(buffer << (5 - bits)) & 31];
        return new string(text);
    }
}
