using System.Globalization;
using System.Text;

namespace SpareKey.Cli.Terminal;

/// <summary>
/// Titles and names in an account are anybody's choice. Escape sequences in them would steer the reader's terminal,
/// and direction overrides would show a name as something else; both are shown as codes.
/// </summary>
internal static class Printable
{
    public static string Text(string hostile)
    {
        var safe = new StringBuilder(hostile.Length);
        foreach (var rune in hostile.EnumerateRunes())
        {
            if (IsSafe(rune))
                safe.Append(rune);
            else
                safe.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return safe.ToString();
    }

    private static bool IsSafe(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned)
        // Joins emoji and letters of several scripts; it steers nothing.
        || rune.Value == 0x200D;
}
