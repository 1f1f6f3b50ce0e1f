namespace SpareKey.Archive.Container;

/// <summary>ZIP time stamp: local time without a zone, two-second steps. The format writes UTC, rounded down.</summary>
internal sealed record DosTime(ushort Time, ushort Date)
{
    public static DosTime From(DateTimeOffset created)
    {
        var utc = created.UtcDateTime;
        return new DosTime(
            (ushort)((utc.Hour << 11) | (utc.Minute << 5) | (utc.Second / 2)),
            (ushort)(((utc.Year - 1980) << 9) | (utc.Month << 5) | utc.Day));
    }
}
