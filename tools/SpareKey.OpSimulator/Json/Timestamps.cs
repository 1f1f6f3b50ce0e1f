using System.Globalization;

namespace SpareKey.OpSimulator.Json;

internal static class Timestamps
{
    /// <summary>How the server's answers look: whole seconds, Z.</summary>
    public static string Settled(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How an object looks that `op` made itself a moment ago: local offset, microseconds.</summary>
    public static string Fresh(DateTimeOffset local)
    {
        var offset = local.Offset == TimeSpan.Zero ? "Z" : local.ToString("zzz", CultureInfo.InvariantCulture);
        return local.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + offset;
    }

    public static string ErrorPrefix(DateTimeOffset local) => local.ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : DateTimeOffset.UnixEpoch;

    /// <summary>Human output: "6 years ago", "2 minutes ago", "now".</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var span = now - at;
        return span.TotalSeconds < 1 ? "now"
            : span.TotalMinutes < 1 ? Count((long)span.TotalSeconds, "second") + " ago"
            : span.TotalHours < 1 ? Count((long)span.TotalMinutes, "minute") + " ago"
            : span.TotalDays < 1 ? Count((long)span.TotalHours, "hour") + " ago"
            : span.TotalDays < 7 ? Count((long)span.TotalDays, "day") + " ago"
            : span.TotalDays < 30 ? Count((long)span.TotalDays / 7, "week") + " ago"
            : span.TotalDays < 365 ? Count((long)span.TotalDays / 30, "month") + " ago"
            : Count((long)span.TotalDays / 365, "year") + " ago";
    }

    public static string Count(long n, string unit) => n == 1 ? $"1 {unit}" : $"{n.ToString(CultureInfo.InvariantCulture)} {unit}s";
}
