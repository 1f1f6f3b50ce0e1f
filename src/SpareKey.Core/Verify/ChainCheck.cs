using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.Snapshots;
using SpareKey.Core.State;

namespace SpareKey.Core.Verify;

/// <summary>
/// Follows each snapshot's link to the one before it. That finds what no single snapshot can show:
/// one that was taken away, put in another's place, or signed by somebody else.
/// </summary>
internal static class ChainCheck
{
    public static (IReadOnlyList<VerificationFinding> Findings, IReadOnlyList<string> Notes) Run(
        IDestination destination, IStateStore state, IReadOnlyList<string> all, VerifyRequest request)
    {
        var findings = new List<VerificationFinding>();
        var notes = new List<string>();
        foreach (var label in Labels(all, request))
        {
            // Before the folder is listed: a run that ends in between would be remembered and not yet listed.
            var head = state.ReadHead(label);
            var links = SnapshotChain.NamesOf(destination, label).Select(name => ReadLink(destination, name)).OfType<Link>().ToArray();
            Follow(links, request, findings, notes);
            CompareWithMemory(links, head, destination, findings);
        }

        foreach (var orphan in destination.OrphanSidecars().Where(_ => request.Snapshot is null))
            findings.Add(new VerificationFinding(orphan, "its snapshot is not there"));
        return (findings, notes);
    }

    private static IEnumerable<string> Labels(IReadOnlyList<string> all, VerifyRequest request)
    {
        var names = request.Snapshot is null ? all : [request.Snapshot];
        return names
            .Select(name => SnapshotFileName.TryParse(name, out var parsed) ? parsed.Label : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
    }

    private static void Follow(Link[] links, VerifyRequest request, List<VerificationFinding> findings, List<string> notes)
    {
        for (var i = 0; i < links.Length; i++)
        {
            if (request.Snapshot is not null && links[i].Name != request.Snapshot)
                continue;
            if (i == 0)
                NoteFirst(links[i], notes);
            else
                CheckLink(links[i - 1], links[i], findings, notes);
        }
    }

    private static void NoteFirst(Link first, List<string> notes)
    {
        if (first.Header.Previous is { } previous)
            notes.Add($"{first.Name} follows snapshot {previous.Id}, which is not here any more");
    }

    private static void CheckLink(Link before, Link link, List<VerificationFinding> findings, List<string> notes)
    {
        var previous = link.Header.Previous;
        if (previous is null)
            notes.Add($"{link.Name} starts a chain of its own although {before.Name} is older");
        else if (previous.Id != before.Header.Id)
            findings.Add(new VerificationFinding(link.Name, $"follows snapshot {previous.Id}, but the one before it here is {before.Header.Id} ({before.Name}): one is missing or was put in another's place"));
        else if (!string.Equals(previous.HeaderSha256, before.HeaderSha256, StringComparison.Ordinal))
            findings.Add(new VerificationFinding(before.Name, $"is not the snapshot that {link.Name} was written after: its header was changed"));
        if (!string.Equals(before.Header.Signer, link.Header.Signer, StringComparison.Ordinal))
            findings.Add(new VerificationFinding(link.Name, $"was signed by another signer than {before.Name}"));
    }

    private static void CompareWithMemory(Link[] links, SnapshotHead? head, IDestination destination, List<VerificationFinding> findings)
    {
        if (head is null || links.Length == 0 || links[^1].Header.CreatedUtc > head.Created)
            return;
        var remembered = links.FirstOrDefault(link => link.Name == head.SnapshotName);
        if (remembered is null)
            findings.Add(new VerificationFinding(head.SnapshotName, $"the newest snapshot this machine wrote is not in {destination.Name}"));
        else if (remembered.HeaderSha256 != head.HeaderSha256)
            findings.Add(new VerificationFinding(head.SnapshotName, "is not the snapshot this machine wrote under that name"));
    }

    // A snapshot whose header cannot be read has its own findings; here it only breaks the chain.
    private static Link? ReadLink(IDestination destination, string name)
    {
        try
        {
            using var stream = destination.OpenRead(name);
            using var reader = SnapshotReader.Open(stream);
            return new Link(name, reader.Header, reader.HeaderSha256);
        }
        catch (Exception failure) when (SnapshotFailure.Is(failure))
        {
            return null;
        }
    }

    private sealed record Link(string Name, SnapshotHeader Header, string HeaderSha256);
}
