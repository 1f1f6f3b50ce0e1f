using System.Globalization;

namespace SpareKey.SecurityModel;

/// <summary>Times as accounts write them: RFC 3339, UTC, whole seconds.</summary>
internal static class Timestamp
{
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? TryRead(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;
}
