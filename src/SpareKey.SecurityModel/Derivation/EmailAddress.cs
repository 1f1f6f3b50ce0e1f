using System.Text;

namespace SpareKey.SecurityModel;

/// <summary>
/// The e-mail address of an account, folded as key derivation needs it: ECMAScript white space trimmed, lower case, UTF-8.
/// Not normalised (only the identity of the sign-in proof does that). Not secret.
/// </summary>
/// <remarks>
/// One difference from ECMAScript's <c>toLowerCase</c> remains: it writes a capital sigma at the end of a word as U+03C2,
/// this type as U+03C3. U+0130 is folded as there, to "i" and U+0307. Addresses in use are ASCII.
/// </remarks>
public sealed class EmailAddress
{
    private EmailAddress(string folded) => Value = folded;

    /// <summary>The folded address.</summary>
    public string Value { get; }

    internal byte[] Utf8 => Encoding.UTF8.GetBytes(Value);

    /// <summary>Folds <paramref name="text"/>. At most 1,024 UTF-16 units; an at sign is not demanded (service data may lack it).</summary>
    /// <exception cref="MalformedDataException">Nothing is left after trimming, the text is too long, or it holds half a surrogate pair.</exception>
    public static EmailAddress Parse(ReadOnlySpan<char> text)
    {
        var trimmed = ClientText.Trim(text);
        if (trimmed.IsEmpty)
            throw new MalformedDataException("e-mail address: it is empty");
        if (trimmed.Length > Limits.EmailChars)
            throw new MalformedDataException($"e-mail address: more than {Limits.EmailChars} characters");
        foreach (var rune in trimmed.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                throw new MalformedDataException("e-mail address: it holds text that is not Unicode");
        }
        return new EmailAddress(Lower(trimmed.ToString()));
    }

    /// <summary>The folded address.</summary>
    public override string ToString() => Value;

    // The clients lower-case; upper-casing as CA1308 asks would derive another key.
    private static string Lower(string text) =>
#pragma warning disable CA1308 // the protocol says lower case
        text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();
#pragma warning restore CA1308
}
