using SpareKey.Archive;

namespace SpareKey.Core.Snapshots;

/// <summary>The failures that reading a snapshot documents. Anything else is our fault and must not look like damage.</summary>
internal static class SnapshotFailure
{
    public static bool Is(Exception failure) => failure is SnapshotDamagedException or SnapshotVersionException or NoMatchingKeyException;
}
