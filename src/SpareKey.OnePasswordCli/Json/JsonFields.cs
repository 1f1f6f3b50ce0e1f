using System.Globalization;
using System.Text.Json;

namespace SpareKey.OnePasswordCli.Json;

/// <summary>
/// Reads single keys out of `op`'s JSON: case-sensitively (whoami prints "url" and "URL"), every key optional (empty values
/// are left out), a key that is there twice counts with its last value, unknown keys are nobody's business.
/// </summary>
internal static class JsonFields
{
    private const int MostIdCharacters = 64;

    /// <summary>A string, or null where it is absent or no string.</summary>
    public static string? Text(this JsonElement json, string key) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? Decoded(value)
            : null;

    /// <summary>
    /// An id that is fit for argv, for a secret reference and for a path. `op` prints 26 letters and digits; whatever else
    /// comes (a leading dash, a slash, dots) is refused here, once, for all of them.
    /// </summary>
    public static string? Id(this JsonElement json, string key = "id") =>
        json.Text(key) is { Length: > 0 and <= MostIdCharacters } id && id.All(char.IsAsciiLetterOrDigit) ? id : null;

    public static long? Whole(this JsonElement json, string key) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out JsonElement value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            ? number
            : null;

    /// <summary>An instant: UTC seconds, or local time with microseconds right after a change on this machine.</summary>
    public static DateTimeOffset Instant(this JsonElement json, string key) =>
        DateTimeOffset.TryParse(json.Text(key), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant
            : DateTimeOffset.UnixEpoch;

    public static bool Has(this JsonElement json, string key, string value) => string.Equals(json.Text(key), value, StringComparison.Ordinal);

    public static string? VaultId(this JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("vault", out JsonElement vault) ? vault.Id() : null;

    public static bool IsArchived(this JsonElement item) => item.Has("state", "ARCHIVED");

    // Half of a surrogate pair is fine in JSON ("\ud800") and no string in .NET: the escaped text stands in for it.
    private static string Decoded(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText().Trim('"');
        }
    }
}
