namespace SpareKey.Archive;

/// <summary>The snapshot announces a format version that this library does not know.</summary>
public sealed class SnapshotVersionException : Exception
{
    /// <summary>Keeps the version found.</summary>
    public SnapshotVersionException(long version)
        : base($"snapshot.json: format version {version} was written by a newer SpareKey; this one reads version {SnapshotHeader.FormatVersion}") => Version = version;

    /// <summary>The version the snapshot announces.</summary>
    public long Version { get; }
}
