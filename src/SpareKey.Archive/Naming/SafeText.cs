namespace SpareKey.Archive;

/// <summary>The few grammars of the public strings in a snapshot.</summary>
internal static class SafeText
{
    public static bool IsLabel(string text) =>
        text.Length is >= 1 and <= 63 && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    public static bool IsAccountId(string text) => text.Length is >= 1 and <= 128 && text.All(IsPathCharacter);

    public static bool IsNote(string text) => text.Length <= 200 && text.All(c => c is >= ' ' and <= '~');

    public static bool IsCountName(string text) =>
        text.Length is >= 1 and <= 64 && char.IsAsciiLetter(text[0]) && text.All(char.IsAsciiLetterOrDigit);

    public static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);

    public static bool IsPathCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
