using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>Short names for secret outputs; see <see cref="ExplainedStep"/> for what they may reveal.</summary>
internal static class Fingerprint
{
    private const int Bytes = 8;

    public static string Of(ReadOnlySpan<byte> output) => Convert.ToHexStringLower(SHA256.HashData(output).AsSpan(0, Bytes));

    public static string Keyed(ReadOnlySpan<byte> output, ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, output).AsSpan(0, Bytes));

    public static ExplainedValue Secret(string name, int length) => new(name, $"secret, {length} bytes");
}
