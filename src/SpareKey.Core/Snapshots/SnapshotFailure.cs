using SpareKey.Archive;
using SpareKey.Core.Errors;

namespace SpareKey.Core.Snapshots;

/// <summary>The failures that reading a snapshot documents, its storage's included. Anything else is our fault and must not look like damage.</summary>
internal static class SnapshotFailure
{
    public static bool Is(Exception failure) => failure is SnapshotDamagedException or SnapshotVersionException or NoMatchingKeyException or UnreadableSnapshotException;
}
