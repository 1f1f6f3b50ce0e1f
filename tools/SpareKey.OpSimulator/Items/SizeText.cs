using System.Globalization;

namespace SpareKey.OpSimulator.Items;

internal static class SizeText
{
    /// <summary>The size as lists show it; nothing for an empty file (recorded: `10 bytes`, `9 KB`, `10 MB`).</summary>
    public static string Of(long bytes) => bytes switch
    {
        0 => "",
        < 1000 => bytes.ToString(CultureInfo.InvariantCulture) + " bytes",
        < 1_000_000 => (bytes / 1000).ToString(CultureInfo.InvariantCulture) + " KB",
        _ => (bytes / 1_000_000).ToString(CultureInfo.InvariantCulture) + " MB",
    };
}
