using System.Buffers;
using System.Buffers.Text;

namespace SpareKey.SecurityModel;

/// <summary>
/// Base64url without padding (RFC 4648, section 5) is written; when reading, the standard alphabet and padding pass too,
/// because old data has them. The length is known and bounded before anything is allocated.
/// </summary>
internal static class Base64UrlText
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>The decoded bytes, or null where the text is not base64 of either alphabet.</summary>
    public static byte[]? TryDecode(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd('=');
        if (text.ContainsAny('+', '/'))
            return TryDecodeMixed(text);
        if (!Base64Url.IsValid(text, out var length) || HasWhiteSpace(text))
            return null;
        var bytes = new byte[length];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done && written == length ? bytes : null;
    }

    /// <summary>Decodes ASCII text into <paramref name="target"/>; false where it is not base64 or does not fit.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> ascii, Span<byte> target, out int written)
    {
        ascii = ascii.TrimEnd((byte)'=');
        written = 0;
        if (ascii.Length > (target.Length * 4 / 3) + 3)
            return false;
        Span<byte> url = stackalloc byte[ascii.Length <= 1024 ? ascii.Length : 0];
        if (url.Length != ascii.Length)
            url = new byte[ascii.Length];
        for (var i = 0; i < ascii.Length; i++)
            url[i] = ascii[i] switch { (byte)'+' => (byte)'-', (byte)'/' => (byte)'_', <= (byte)' ' => (byte)'!', var b => b };
        var done = Base64Url.DecodeFromUtf8(url, target, out var consumed, out written) == OperationStatus.Done && consumed == url.Length;
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(url);
        return done;
    }

    private static byte[]? TryDecodeMixed(ReadOnlySpan<char> text) =>
        TryDecode(text.ToString().Replace('+', '-').Replace('/', '_'));

    // The BCL's decoder skips white space; the format has none, and two spellings of one envelope help nobody.
    private static bool HasWhiteSpace(ReadOnlySpan<char> text) => text.IndexOfAny(" \t\r\n") >= 0;
}
