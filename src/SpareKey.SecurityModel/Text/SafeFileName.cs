using System.Globalization;
using System.Text;

namespace SpareKey.SecurityModel;

/// <summary>
/// A file name that is safe to create in a folder on Windows, Linux and macOS, made from one that came with the data and is hostile:
/// it may climb out of the folder, name a device, hide its extension behind text direction marks, or be too long.
/// </summary>
public static class SafeFileName
{
    private const int MaximumUtf8Bytes = 180;
    private const string Fallback = "unnamed";

    private static readonly string[] Devices =
    [
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    ];

    /// <summary>The last component of <paramref name="name"/> with everything dangerous replaced by "_"; never empty, at most 180 bytes of UTF-8, extension kept where it fits.</summary>
    public static string From(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var last = name.AsSpan(name.AsSpan().LastIndexOfAny('/', '\\') + 1);
        var text = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
            text.Append(IsSafe(rune) ? rune.ToString() : "_");
        var safe = text.ToString().Trim(' ').TrimEnd('.', ' ');
        if (safe.Length == 0)
            return Fallback;
        if (IsDevice(safe))
            safe = "_" + safe;
        return Shorten(safe);
    }

    private static bool IsSafe(Rune rune)
    {
        if (rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' or 0xFFFD)
            return false;
        return Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    private static bool IsDevice(string name)
    {
        var stem = name.AsSpan(0, name.Contains('.', StringComparison.Ordinal) ? name.IndexOf('.', StringComparison.Ordinal) : name.Length).TrimEnd(' ');
        foreach (var device in Devices)
        {
            if (stem.Equals(device, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaximumUtf8Bytes)
            return name;
        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && Encoding.UTF8.GetByteCount(name.AsSpan(dot)) <= 20 ? name[dot..] : "";
        var room = MaximumUtf8Bytes - Encoding.UTF8.GetByteCount(extension);
        var stem = new StringBuilder();
        foreach (var rune in name.AsSpan(0, name.Length - extension.Length).EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            stem.Append(rune.ToString());
        }
        return stem.Append(extension).ToString();
    }
}
