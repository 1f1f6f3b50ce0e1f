namespace SpareKey.SecurityModel;

/// <summary>
/// JavaScript strings may hold half a surrogate pair, and JSON.stringify writes it as an escape (\ud83d). .NET strings built from
/// such JSON throw on first use. An item must not become unreadable over it, so each half becomes U+FFFD, as TextEncoder does.
/// </summary>
internal static class HalfPairs
{
    private static ReadOnlySpan<byte> Replacement => "\\ufffd"u8;

    public static ReadOnlySpan<byte> Replace(ReadOnlySpan<byte> json)
    {
        if (!MayHold(json))
            return json;
        var copy = json.ToArray();
        for (var i = 0; i + 1 < copy.Length;)
        {
            if (copy[i] != '\\')
            {
                i++;
                continue;
            }
            i += copy[i + 1] == 'u' ? Inspect(copy, i) : 2;
        }
        return copy;
    }

    private static bool MayHold(ReadOnlySpan<byte> json) =>
        json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;

    // Returns how many bytes were dealt with.
    private static int Inspect(byte[] json, int at)
    {
        var unit = Unit(json, at);
        if (unit is < 0xD800 or > 0xDFFF)
            return 2;
        if (unit < 0xDC00 && Unit(json, at + 6) is >= 0xDC00 and <= 0xDFFF)
            return 12;
        Replacement.CopyTo(json.AsSpan(at));
        return 6;
    }

    private static int Unit(ReadOnlySpan<byte> json, int at)
    {
        if (at + 6 > json.Length || json[at] != '\\' || json[at + 1] != 'u')
            return -1;
        return int.TryParse(json.Slice(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit) ? unit : -1;
    }
}
