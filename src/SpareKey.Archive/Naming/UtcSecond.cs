using System.Globalization;

namespace SpareKey.Archive;

/// <summary>Instants in the format are whole seconds of UTC, in the one form <c>2026-11-21T02:50:57Z</c>.</summary>
internal static class UtcSecond
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Last second an 11-digit octal tar field can hold.</summary>
    public const long MaxUnixSeconds = 8_589_934_591;

    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant) && IsTarTime(instant);

    public static DateTimeOffset Floor(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    public static bool IsTarTime(DateTimeOffset instant) => instant.ToUnixTimeSeconds() is >= 0 and <= MaxUnixSeconds;

    /// <summary>A snapshot's own instant must also fit a ZIP time stamp (years 1980 to 2107).</summary>
    public static bool IsSnapshotTime(DateTimeOffset instant) =>
        instant.UtcDateTime.Year is >= 1980 and <= 2107 && instant.UtcTicks % TimeSpan.TicksPerSecond == 0;
}
