namespace SpareKey.Archive.Container;

/// <summary>The fixed order of names: all of them follow from the number of entries.</summary>
internal static class ContainerNames
{
    /// <summary>README.txt, index.cms, snapshot.json and snapshot.p7s.</summary>
    public const int Fixed = 4;

    public const int MinEntries = Fixed + 1;
    public const int MaxEntries = Fixed + SnapshotLimits.MaxSegments;

    public static string At(int position, int count) => position switch
    {
        0 => SnapshotPart.Readme,
        _ when position == count - 3 => SnapshotPart.Index,
        _ when position == count - 2 => SnapshotPart.Header,
        _ when position == count - 1 => SnapshotPart.Signature,
        _ => SnapshotPart.Segment(position),
    };

    public static long MaxSize(string name) => name switch
    {
        SnapshotPart.Readme => SnapshotLimits.MaxReadme,
        SnapshotPart.Index => (long)SnapshotLimits.MaxIndex + SnapshotLimits.MaxEnvelopeOverhead,
        SnapshotPart.Header => SnapshotLimits.MaxHeader,
        SnapshotPart.Signature => SnapshotLimits.MaxSignature,
        _ => (long)SnapshotLimits.MaxSegmentCiphertext + SnapshotLimits.MaxEnvelopeOverhead,
    };
}
