using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SpareKey.Core.Errors;

namespace SpareKey.Core.Secrets;

/// <summary>A password or passphrase. Prints as <c>***</c>; its characters are wiped when it is disposed.</summary>
public sealed class SecretText : IDisposable
{
    private readonly char[] _characters;

    private SecretText(char[] characters) => _characters = characters;

    public ReadOnlySpan<char> Reveal() => _characters;

    public int Length => _characters.Length;

    /// <summary>A password; see the other form.</summary>
    public static SecretText FromUtf8(ReadOnlySpan<byte> utf8, string origin) => FromUtf8(utf8, origin, SecretKind.Password);

    /// <summary>
    /// Takes UTF-8 text as a file or a pipe gives it: the first line without its ending, as <c>openssl -passin file:</c> reads it.
    /// Empty lines may follow; anything else is refused rather than ignored.
    /// </summary>
    /// <param name="utf8">The bytes; the caller wipes them.</param>
    /// <param name="origin">Where they came from, for messages.</param>
    /// <param name="kind">What it is, for messages and for the bound.</param>
    /// <exception cref="UserErrorException">Too long, empty, more than one line, or not UTF-8.</exception>
    public static SecretText FromUtf8(ReadOnlySpan<byte> utf8, string origin, SecretKind kind)
    {
        if (utf8.Length > kind.MaxBytes)
            throw new UserErrorException(ExitCode.Usage, $"the {kind.Name} in {origin} is longer than {kind.MaxBytes} bytes", "is this the right file?");
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        utf8 = FirstLine(utf8, origin, kind);
        if (utf8.IsEmpty)
            throw new UserErrorException(ExitCode.Usage, $"the {kind.Name} in {origin} is empty", $"put the {kind.Name} on the first line");
        return new SecretText(Decode(utf8, origin, kind));
    }

    /// <summary>Compares in constant time.</summary>
    public bool IsSameAs(SecretText other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(Bytes(_characters), Bytes(other._characters));
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> utf8, string origin, SecretKind kind)
    {
        if (utf8.IndexOf((byte)'\n') is var end and >= 0)
        {
            if (utf8[end..].ContainsAnyExcept("\r\n"u8))
                throw new UserErrorException(ExitCode.Usage, $"more lines follow the {kind.Name} in {origin}", $"put the {kind.Name}, and nothing else, on the first line");
            utf8 = utf8[..end];
        }

        return utf8.EndsWith("\r"u8) ? utf8[..^1] : utf8;
    }

    private static char[] Decode(ReadOnlySpan<byte> utf8, string origin, SecretKind kind)
    {
        var characters = GC.AllocateUninitializedArray<char>(utf8.Length, pinned: true);
        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            var count = strict.GetChars(utf8, characters);
            var exact = GC.AllocateUninitializedArray<char>(count, pinned: true);
            characters.AsSpan(0, count).CopyTo(exact);
            return exact;
        }
        catch (DecoderFallbackException)
        {
            throw new UserErrorException(ExitCode.Usage, $"the {kind.Name} in {origin} is not UTF-8 text", "save the file as UTF-8 without a byte order mark");
        }
        finally
        {
            Wipe(characters);
        }
    }

    public override string ToString() => "***";

    public void Dispose() => Wipe(_characters);

    private static void Wipe(char[] characters) => CryptographicOperations.ZeroMemory(Bytes(characters));

    private static Span<byte> Bytes(char[] characters) => MemoryMarshal.AsBytes(characters.AsSpan());
}
