using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Show;

/// <summary>Lists a destination's snapshots by their public headers. Reads no digest but the container's: that is verify's work.</summary>
public sealed class ListUseCase(IDestination destination)
{
    public ListResult Run() => new(destination.Name, [.. destination.List().Select(Read)]);

    private ListedSnapshot Read(string name)
    {
        try
        {
            using var stream = destination.OpenRead(name);
            using var reader = SignedSnapshot.Open(stream);
            return new ListedSnapshot(name, stream.Length, reader.Header, null);
        }
        catch (Exception failure) when (SnapshotFailure.Is(failure))
        {
            return new ListedSnapshot(name, 0, null, failure.Message);
        }
    }
}

public sealed record ListResult(string Destination, IReadOnlyList<ListedSnapshot> Snapshots)
{
    public ExitCode ExitCode => Snapshots.Any(snapshot => snapshot.Damage is not null) ? ExitCode.VerificationFailed : ExitCode.Done;
}

/// <param name="Bytes">The file's size; 0 where it could not be opened.</param>
/// <param name="Damage">Why its header cannot be read, or null.</param>
public sealed record ListedSnapshot(string Name, long Bytes, SnapshotHeader? Header, string? Damage);
