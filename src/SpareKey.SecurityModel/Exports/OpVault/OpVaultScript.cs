using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Exports;

/// <summary>The JavaScript around OPVault's JSON: "var profile={…};", "ld({…});", "loadFolders({…});". It is cut off, never run.</summary>
internal static class OpVaultScript
{
    public static JsonObject Read(ReadOnlySpan<byte> script, Place place)
    {
        var start = script.IndexOf((byte)'{');
        var end = script.LastIndexOf((byte)'}');
        if (start < 0 || end < start || !IsWrapper(script[..start], script[(end + 1)..]))
            throw place.Malformed("it is not one of the scripts that OPVault holds");
        return JsonText.ParseObject(script.Slice(start, end + 1 - start), place);
    }

    private static bool IsWrapper(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var (head, tail) = (Trim(before), Trim(after));
        return head switch
        {
            "var profile=" or "var profile =" => tail is ";" or "",
            "ld(" or "loadFolders(" => tail is ");" or ")",
            _ => false,
        };
    }

    private static string Trim(ReadOnlySpan<byte> text) =>
        text.Length > 64 ? "" : System.Text.Encoding.Latin1.GetString(text).Replace("\u00EF\u00BB\u00BF", "", StringComparison.Ordinal).Trim();
}
