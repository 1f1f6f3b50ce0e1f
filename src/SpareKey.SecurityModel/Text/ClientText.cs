using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SpareKey.SecurityModel;

/// <summary>Text as the service's own (JavaScript) clients treat it, so that the same typed text gives the same bytes.</summary>
internal static class ClientText
{
    /// <summary>
    /// Trims what ECMAScript calls white space and line ends. Not <see cref="MemoryExtensions.Trim(ReadOnlySpan{char})"/>:
    /// that keeps U+FEFF and drops U+0085, the reverse of the clients.
    /// </summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsWhiteSpace(text[start]))
            start++;
        while (end > start && IsWhiteSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>The UTF-8 bytes of NFKD(text). Half a surrogate pair counts as U+FFFD, as TextEncoder makes of it.</summary>
    public static SecretBytes NormalizeToUtf8(ReadOnlySpan<char> text)
    {
        var codes = GC.AllocateArray<int>(text.Length, pinned: true);
        var normal = GC.AllocateArray<int>(text.Length * Nfkd.MaximumExpansion, pinned: true);
        try
        {
            var count = Decode(text, codes);
            var length = Nfkd.Normalize(codes.AsSpan(0, count), normal);
            return Encode(normal.AsSpan(0, length));
        }
        finally
        {
            Wipe(codes);
            Wipe(normal);
        }
    }

    private static bool IsWhiteSpace(char c) => c is
        (>= '\u0009' and <= '\u000D') or ' ' or '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A') or
        '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' or '\uFEFF';

    private static int Decode(ReadOnlySpan<char> text, Span<int> codes)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            // DecodeFromUtf16 hands back U+FFFD for half a pair.
            Rune.DecodeFromUtf16(text, out var rune, out var used);
            codes[count++] = rune.Value;
            text = text[used..];
        }
        return count;
    }

    private static SecretBytes Encode(ReadOnlySpan<int> codes)
    {
        var length = 0;
        foreach (var code in codes)
            length += new Rune(code).Utf8SequenceLength;
        var bytes = new SecretBytes(length);
        var target = bytes.Writable;
        foreach (var code in codes)
            target = target[new Rune(code).EncodeToUtf8(target)..];
        return bytes;
    }

    private static void Wipe(int[] codes) => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(codes.AsSpan()));
}
