namespace SpareKey.Archive;

/// <summary>What is to be written does not fit the bounds of format version 1 (see <see cref="SnapshotLimits"/>).</summary>
public sealed class SnapshotLimitException : Exception
{
    /// <summary>Says which bound was met.</summary>
    public SnapshotLimitException(string message) : base(message)
    {
    }
}
