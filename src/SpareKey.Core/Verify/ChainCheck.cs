using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;
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
            var places = SnapshotChain.NamesOf(destination, label).Select(name => ReadPlace(destination, name)).ToArray();
            findings.AddRange(places.Where(place => place.Unreadable is not null && Concerns(request, place)).Select(place => new VerificationFinding(place.Name, $"its place in the chain is unknown: {place.Unreadable}")));
            Follow(places, request, findings, notes);
            CompareWithMemory(places, head, destination, findings);
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

    private static bool Concerns(VerifyRequest request, Place place) => request.Snapshot is null || place.Name == request.Snapshot;

    private static void Follow(Place[] places, VerifyRequest request, List<VerificationFinding> findings, List<string> notes)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i].Link is not { } link || !Concerns(request, places[i]))
                continue;
            if (i == 0)
                NoteFirst(link, notes);
            else if (places[i - 1].Link is { } before)
                CheckLink(before, link, findings, notes);
            else
                findings.Add(new VerificationFinding(link.Name, $"its link was not checked, because {places[i - 1].Name} cannot be read"));
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

    private static void CompareWithMemory(Place[] places, SnapshotHead? head, IDestination destination, List<VerificationFinding> findings)
    {
        var newest = places.Select(place => place.Link).OfType<Link>().LastOrDefault();
        if (head is null || newest is null || newest.Header.CreatedUtc > head.Created)
            return;
        var remembered = places.FirstOrDefault(place => place.Name == head.SnapshotName);
        if (remembered is null)
            findings.Add(new VerificationFinding(head.SnapshotName, $"the newest snapshot this machine wrote is not in {destination.Name}"));
        else if (remembered.Link is null)
            findings.Add(new VerificationFinding(head.SnapshotName, "cannot be compared with what this machine wrote"));
        else if (remembered.Link.HeaderSha256 != head.HeaderSha256)
            findings.Add(new VerificationFinding(head.SnapshotName, "is not the snapshot this machine wrote under that name"));
    }

    // A snapshot whose header is damaged has its own findings; here it only leaves a gap.
    private static Place ReadPlace(IDestination destination, string name)
    {
        try
        {
            using var stream = destination.OpenRead(name);
            using var reader = SnapshotReader.Open(stream);
            return new Place(name, new Link(name, reader.Header, reader.HeaderSha256), null);
        }
        catch (UnreadableSnapshotException failure)
        {
            return new Place(name, null, failure.Message);
        }
        catch (Exception failure) when (SnapshotFailure.Is(failure))
        {
            return new Place(name, null, null);
        }
    }

    private sealed record Place(string Name, Link? Link, string? Unreadable);

    private sealed record Link(string Name, SnapshotHeader Header, string HeaderSha256);
}
