namespace SpareKey.Archive;

/// <summary>What is known about a snapshot before its first entry.</summary>
public sealed record SnapshotSettings
{
    /// <summary>A fresh id.</summary>
    public required SnapshotId SnapshotId { get; init; }

    /// <summary>Which backup this is: <c>[A-Za-z0-9][A-Za-z0-9.-]{0,62}</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Identity of the account: 1 to 128 of <c>[A-Za-z0-9._-]</c>.</summary>
    public required string AccountId { get; init; }

    /// <summary>Begin of the run: a whole second of the years 1980 to 2107.</summary>
    public required DateTimeOffset CreatedUtc { get; init; }

    /// <summary>Name and version of the writing program: at most 200 printable ASCII characters. Public.</summary>
    public required string Tool { get; init; }

    /// <summary>Name and version of what the data comes from, with the same bounds. Public.</summary>
    public required string Source { get; init; }

    /// <summary>Who will be able to open the snapshot: 1 to 64 different certificates. Not disposed by the writer.</summary>
    public required IReadOnlyList<RecipientCertificate> Recipients { get; init; }

    /// <summary>Signs the header. Not disposed by the writer.</summary>
    public required SnapshotSigner Signer { get; init; }

    /// <summary>The snapshot before this one; null for the first.</summary>
    public SnapshotReference? Previous { get; init; }

    /// <summary>How many segments are sealed at once, 1 to 64. Memory: about 12 MiB and 9 MiB per worker.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Test vectors need small segments; real snapshots never set it.</summary>
    internal int SliceTarget { get; init; } = SnapshotLimits.SliceTarget;

    internal void Check()
    {
        Require(SafeText.IsLabel(Label), "the label must match [A-Za-z0-9][A-Za-z0-9.-]{0,62}", nameof(Label));
        Require(SafeText.IsAccountId(AccountId), "the account id must be 1 to 128 of [A-Za-z0-9._-]", nameof(AccountId));
        Require(UtcSecond.IsSnapshotTime(CreatedUtc), "a snapshot's time is a whole second of the years 1980 to 2107", nameof(CreatedUtc));
        Require(SafeText.IsNote(Tool) && SafeText.IsNote(Source), "tool and source are at most 200 printable ASCII characters", nameof(Tool));
        Require(Previous is null || SafeText.IsSha256(Previous.HeaderSha256), "the digest of the previous header must be 64 lower-case hexadecimal digits", nameof(Previous));
        Require(Workers is >= 1 and <= 64, "between 1 and 64 workers", nameof(Workers));
        Require(Recipients.Count is >= 1 and <= SnapshotLimits.MaxRecipients, $"between 1 and {SnapshotLimits.MaxRecipients} recipients", nameof(Recipients));
        // OpenSSL and this reader find "their" recipient by issuer and serial number: two of the same would hide one another.
        Require(Recipients.DistinctBy(recipient => recipient.Recipient.IssuerAndSerial, StringComparer.Ordinal).Count() == Recipients.Count, "two recipients have the same issuer and serial number", nameof(Recipients));
    }

    private static void Require(bool good, string otherwise, string setting)
    {
        if (!good)
            throw new ArgumentException(otherwise, setting);
    }
}
