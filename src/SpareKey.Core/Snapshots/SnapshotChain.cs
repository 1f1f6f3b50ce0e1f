using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.State;

namespace SpareKey.Core.Snapshots;

/// <summary>Finds the snapshot that a new one names as its predecessor.</summary>
public sealed record SnapshotChain(SnapshotHeader? PreviousHeader, SnapshotReference? Previous, IReadOnlyList<string> Warnings)
{
    /// <summary>
    /// The newest snapshot of a label that the destination holds, compared with what this machine remembers of its last run.
    /// A damaged predecessor does not stop a backup (that would let damage prevent its own repair): the new one starts a chain and says so.
    /// </summary>
    public static SnapshotChain Find(IDestination destination, IStateStore state, string label)
    {
        var warnings = new List<string>();
        var head = state.ReadHead(label);
        var names = NamesOf(destination, label);
        if (head is not null && !names.Contains(head.SnapshotName, StringComparer.Ordinal))
            warnings.Add($"{head.SnapshotName}, the last snapshot this machine wrote, is not in {destination.Name}");
        if (names.Count == 0)
            return new SnapshotChain(null, null, warnings);
        return Read(destination, names[^1], head, warnings);
    }

    /// <summary>Snapshot names of one label, oldest first.</summary>
    public static IReadOnlyList<string> NamesOf(IDestination destination, string label) =>
    [
        .. destination.List()
            .Select(name => (Name: name, Parsed: SnapshotFileName.TryParse(name, out var parsed) ? parsed : null))
            .Where(entry => entry.Parsed is not null && string.Equals(entry.Parsed.Label, label, StringComparison.Ordinal))
            .OrderBy(entry => entry.Parsed!.CreatedUtc)
            .Select(entry => entry.Name),
    ];

    private static SnapshotChain Read(IDestination destination, string name, SnapshotHead? head, List<string> warnings)
    {
        try
        {
            using var stream = destination.OpenRead(name);
            using var reader = SignedSnapshot.Open(stream);
            if (head is not null && head.SnapshotName == name && head.HeaderSha256 != reader.HeaderSha256)
                warnings.Add($"{name} is not what this machine wrote; check it with: sparekey verify");
            return new SnapshotChain(reader.Header, new SnapshotReference(reader.Header.Id, reader.HeaderSha256), warnings);
        }
        catch (Exception failure) when (SnapshotFailure.Is(failure))
        {
            warnings.Add($"{name}, the newest snapshot in {destination.Name}, cannot be relied on ({failure.Message}); the new one starts a chain of its own");
            return new SnapshotChain(null, null, warnings);
        }
    }
}
