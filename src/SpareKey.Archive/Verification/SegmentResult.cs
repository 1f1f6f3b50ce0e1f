namespace SpareKey.Archive;

/// <summary>What came out of checking one segment.</summary>
internal sealed class SegmentResult(IReadOnlyList<VerificationFinding> damage) : IDisposable
{
    public IReadOnlyList<VerificationFinding> Damage => damage;

    public OpenedSegment? Opened { get; set; }

    public void Dispose() => Opened?.Dispose();
}
