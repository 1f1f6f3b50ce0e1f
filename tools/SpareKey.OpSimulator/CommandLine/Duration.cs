namespace SpareKey.OpSimulator.CommandLine;

internal static class Duration
{
    /// <summary>Seconds of `90d`, `1w2d`, `36h`; the message is Go's, as recorded.</summary>
    public static long Seconds(string text, CommandSpec command)
    {
        long total = 0;
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            if (at == start || at - start > 9) throw Bad(text, $"time: invalid duration \"{text}\"", command);
            var number = long.Parse(text.AsSpan(start, at - start), System.Globalization.CultureInfo.InvariantCulture);
            var unitStart = at;
            while (at < text.Length && !char.IsAsciiDigit(text[at])) at++;
            total += number * Unit(text, text[unitStart..at], command);
        }
        return text.Length > 0 ? total : throw Bad(text, "time: invalid duration \"\"", command);
    }

    private static long Unit(string text, string unit, CommandSpec command) => unit switch
    {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86400,
        "w" => 604800,
        "" => throw Bad(text, $"time: missing unit in duration \"{text}\"", command),
        _ => throw Bad(text, $"time: unknown unit \"{unit}\" in duration \"{text}\"", command),
    };

    private static OpError Bad(string text, string why, CommandSpec command) =>
        new($"invalid argument \"{text}\" for \"--expires-in\" flag: {why}") { After = UsageText.For(command) };
}
