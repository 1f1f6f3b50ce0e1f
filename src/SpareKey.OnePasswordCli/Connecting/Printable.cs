using System.Text;

namespace SpareKey.OnePasswordCli.Connecting;

/// <summary>Makes a child's words fit for a terminal: one line, no control characters, no more than 200 of them.</summary>
internal static class Printable
{
    private const int Most = 200;

    public static string FirstLine(string text)
    {
        StringBuilder line = new();
        foreach (Rune rune in text.Trim().EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r')
                break;
            if (line.Length >= Most)
                return line.Append('…').ToString();
            // Format characters (bidirectional overrides) lie about a line as well as escape sequences do.
            line.Append(Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format ? "?" : rune.ToString());
        }

        return line.ToString();
    }
}
