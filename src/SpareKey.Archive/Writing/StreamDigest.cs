using System.Security.Cryptography;

namespace SpareKey.Archive;

internal static class StreamDigest
{
    /// <summary>SHA-256 of a whole seekable stream, lower-case hexadecimal.</summary>
    public static async Task<string> ComputeAsync(Stream stream, CancellationToken cancellation)
    {
        stream.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }
}
