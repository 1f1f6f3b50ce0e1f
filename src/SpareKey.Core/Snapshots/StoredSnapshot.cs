using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;

namespace SpareKey.Core.Snapshots;

/// <summary>Opens a snapshot for reading and turns the archive's failures into words and exit codes.</summary>
public sealed class StoredSnapshot : IDisposable
{
    private readonly Stream _stream;

    private StoredSnapshot(string name, Stream stream, SnapshotReader reader)
    {
        Name = name;
        _stream = stream;
        Reader = reader;
    }

    public string Name { get; }

    public SnapshotReader Reader { get; }

    public static StoredSnapshot Open(IDestination destination, string name)
    {
        var stream = destination.OpenRead(name);
        try
        {
            return new StoredSnapshot(name, stream, Guard(name, () => SignedSnapshot.Open(stream, Environment.ProcessorCount)));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public SnapshotIndex OpenIndex(RecoveryKey key) => Guard(Name, () => Reader.OpenIndex(key));

    /// <summary>The index's description of the account.</summary>
    public SnapshotContent Content(SnapshotIndex index) => Guard(Name, () => SnapshotContents.Read(index));

    public T Guard<T>(Func<T> read) => Guard(Name, read);

    public Task GuardAsync(Func<Task> read) => GuardAsync(async () =>
    {
        await read();
        return true;
    });

    public async Task<T> GuardAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception failure) when (SnapshotFailure.Is(failure))
        {
            throw Explain(Name, failure);
        }
    }

    public void Dispose()
    {
        Reader.Dispose();
        _stream.Dispose();
    }

    private static T Guard<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (SnapshotFailure.Is(failure))
        {
            throw Explain(name, failure);
        }
    }

    private static UserErrorException Explain(string name, Exception failure) => failure switch
    {
        UnreadableSnapshotException unreadable => unreadable,
        NoMatchingKeyException => new UserErrorException(ExitCode.NoKeyMatches, $"{name}: {failure.Message}", "use the recovery.pfx that belongs to one of these certificates; sparekey show lists them", failure),
        SnapshotVersionException => new UserErrorException(ExitCode.Failed, $"{name}: {failure.Message}", "use a newer sparekey, or the commands in the snapshot's own README.txt", failure),
        _ => new UserErrorException(ExitCode.VerificationFailed, $"{name}: {failure.Message}", "see what is damaged with: sparekey verify; other snapshots may be whole", failure),
    };
}
