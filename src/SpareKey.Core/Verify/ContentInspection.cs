using SpareKey.Archive;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Verify;

/// <summary>
/// Compares the account's description with the archive's entries: what the one names must be in the other.
/// The archive itself cannot know, because it knows nothing of accounts.
/// </summary>
internal static class ContentInspection
{
    /// <param name="snapshot">A snapshot that the archive has found sound.</param>
    /// <param name="key">The key that opened it.</param>
    public static IReadOnlyList<VerificationFinding> Inspect(Stream snapshot, RecoveryKey key)
    {
        try
        {
            using var reader = SnapshotReader.Open(snapshot);
            var index = reader.OpenIndex(key);
            return [.. Compare(reader.Header, index, SnapshotContents.Read(index))];
        }
        catch (SnapshotDamagedException failure)
        {
            return [new VerificationFinding(failure.Part, failure.Problem)];
        }
    }

    private static IEnumerable<VerificationFinding> Compare(SnapshotHeader header, SnapshotIndex index, SnapshotContent content)
    {
        var named = SnapshotContents.Paths(content).ToHashSet(StringComparer.Ordinal);
        var held = index.Entries.Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var path in named.Except(held, StringComparer.Ordinal))
            yield return new VerificationFinding(path, "the index describes it, but the archive does not hold it");
        foreach (var path in held.Except(named, StringComparer.Ordinal))
            yield return new VerificationFinding(path, "the archive holds it, but the index does not describe it");
        foreach (var (name, count) in Counts(content))
        {
            if (header.Counts.GetValueOrDefault(name) != count)
                yield return new VerificationFinding("snapshot.json", $"announces {header.Counts.GetValueOrDefault(name)} {name}, the index describes {count}");
        }

        if (header.Complete && (content.Missing.Count > 0 || (content.Unreachable.Count > 0 && !content.UnreachableAccepted)))
            yield return new VerificationFinding("snapshot.json", "says complete, but the index names missing parts");
    }

    private static IEnumerable<(string Name, long Count)> Counts(SnapshotContent content)
    {
        yield return ("vaults", content.Vaults.Count);
        yield return ("items", content.Vaults.Sum(vault => (long)vault.Items.Count));
        yield return ("archived", content.Vaults.Sum(vault => (long)vault.Items.Count(item => item.Archived)));
        yield return ("files", content.Vaults.Sum(vault => vault.Items.Sum(item => (long)item.Files.Count)));
        yield return ("missing", content.Missing.Count);
        yield return ("unreachable", content.Unreachable.Count);
    }
}
