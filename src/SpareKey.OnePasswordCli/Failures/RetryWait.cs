using System.Globalization;
using System.Text.RegularExpressions;

namespace SpareKey.OnePasswordCli.Failures;

/// <summary>
/// Reads "Please retry in 58 minutes" and "Please retry in 23 hours and 59 minutes" (both seen with HTTP 429).
/// "Please retry in  seconds", without a number, was seen too: that names no time.
/// </summary>
internal static partial class RetryWait
{
    public static TimeSpan? In(string text)
    {
        Match match = Wait().Match(text);
        if (!match.Success)
            return null;
        TimeSpan wait = TimeSpan.FromHours(Number(match, "h")) + TimeSpan.FromMinutes(Number(match, "m"))
            + TimeSpan.FromSeconds(Number(match, "s"));
        return wait > TimeSpan.Zero ? wait : null;
    }

    public static string InWords(TimeSpan wait)
    {
        var minutes = (long)Math.Ceiling(wait.TotalMinutes);
        if (wait < TimeSpan.FromMinutes(1))
            return Counted((long)Math.Ceiling(wait.TotalSeconds), "second");
        return minutes < 60 ? Counted(minutes, "minute")
            : minutes % 60 == 0 ? Counted(minutes / 60, "hour")
            : $"{Counted(minutes / 60, "hour")} and {Counted(minutes % 60, "minute")}";
    }

    private static string Counted(long count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"retry in (?:(?<h>[0-9]{1,4}) hours?)?(?: and )?(?:(?<m>[0-9]{1,4}) minutes?)?(?: and )?(?:(?<s>[0-9]{1,6}) seconds?)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Wait();
}
