using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace SpareKey.OpSimulator.Items;

/// <summary>The six digits that `op` prints beside an OTP field (RFC 6238). They change every half minute, which is a trap for whoever hashes items.</summary>
internal static class OneTimeCode
{
    public static string? Now(string? value, DateTimeOffset at)
    {
        if (string.IsNullOrEmpty(value)) return null;
        var secret = value;
        var period = 30;
        var digits = 6;
        if (value.StartsWith("otpauth://", StringComparison.Ordinal))
        {
            secret = Query(value, "secret") ?? "";
            if (int.TryParse(Query(value, "period"), CultureInfo.InvariantCulture, out var p) && p is > 0 and < 3600) period = p;
            if (int.TryParse(Query(value, "digits"), CultureInfo.InvariantCulture, out var d) && d is >= 6 and <= 8) digits = d;
        }
        return Base32(secret) is { Length: > 0 } key ? Code(key, at.ToUnixTimeSeconds() / period, digits) : null;
    }

    private static string Code(byte[] key, long step, int digits)
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 says SHA-1; nothing is protected by it here.
        HMACSHA1.HashData(key, message, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & 0x7fffffff;
        var modulus = 1;
        for (var i = 0; i < digits; i++) modulus *= 10;
        return (number % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    private static string? Query(string uri, string name)
    {
        var start = uri.IndexOf('?', StringComparison.Ordinal);
        return start < 0 ? null : uri[(start + 1)..].Split('&').Select(p => p.Split('=', 2)).FirstOrDefault(p => p.Length == 2 && p[0] == name)?[1];
    }

    private static byte[]? Base32(string text)
    {
        var bytes = new List<byte>();
        var (held, bits) = (0, 0);
        foreach (var c in text.ToUpperInvariant().Where(c => c is not (' ' or '-' or '=')))
        {
            var digit = c is >= 'A' and <= 'Z' ? c - 'A' : c is >= '2' and <= '7' ? c - '2' + 26 : -1;
            if (digit < 0) return null;
            held = ((held << 5) | digit) & 0xFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)((held >> bits) & 0xFF));
        }
        return [.. bytes];
    }
}
