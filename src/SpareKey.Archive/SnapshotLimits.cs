namespace SpareKey.Archive;

/// <summary>Every bound of format version 1. A reader checks each before it allocates; sizes are in bytes.</summary>
public static class SnapshotLimits
{
    /// <summary>Tar bytes a writer of this library puts into one segment.</summary>
    public const int SliceTarget = 1024 * 1024;

    /// <summary>Tar bytes a reader accepts in one segment.</summary>
    public const int MaxSlice = 8 * 1024 * 1024;

    /// <summary>Ciphertext of one segment.</summary>
    public const int MaxSegmentCiphertext = 8 * 1024 * 1024;

    /// <summary>Ciphertext of the index, and its JSON after decompression.</summary>
    public const int MaxIndex = 256 * 1024 * 1024;

    /// <summary>What a CMS message may weigh beyond its ciphertext: recipients, algorithm identifiers, nonce, tag.</summary>
    public const int MaxEnvelopeOverhead = 256 * 1024;

    /// <summary>Size of <c>snapshot.json</c>.</summary>
    public const int MaxHeader = 64 * 1024 * 1024;

    /// <summary>Size of <c>snapshot.p7s</c>.</summary>
    public const int MaxSignature = 64 * 1024;

    /// <summary>Size of <c>README.txt</c>.</summary>
    public const int MaxReadme = 64 * 1024;

    /// <summary>Number of segments: at the slice target that is 1 TiB of tar, and its header stays below <see cref="MaxHeader"/>.</summary>
    public const int MaxSegments = 262_144;

    /// <summary>Number of recipients.</summary>
    public const int MaxRecipients = 64;

    /// <summary>Number of named counts in the header.</summary>
    public const int MaxCounts = 64;

    /// <summary>Length of an entry's path in characters, which are ASCII.</summary>
    public const int MaxPath = 255;
}
