namespace SpareKey.Core.Destinations;

/// <summary>
/// A place that holds finished snapshots. Readers never see an unfinished one: a draft gets its final name
/// only after it was written, flushed and read back.
/// </summary>
/// <remarks>
/// Failures that a person can mend (missing folder, no permission, full, locked) are <see cref="Errors.UserErrorException"/>.
/// </remarks>
public interface IDestination
{
    /// <summary>How the destination is called in messages, e.g. its path.</summary>
    string Name { get; }

    /// <summary>Names of the finished snapshots, ordinal order. Unfinished drafts and foreign files are left out.</summary>
    IReadOnlyList<string> List();

    /// <summary>
    /// Sidecars that have neither a snapshot nor a draft beside them: the snapshot was removed. A commit names the sidecar first,
    /// so one beside a draft belongs to a run that is about to finish, or that died there and lost nothing.
    /// </summary>
    IReadOnlyList<string> OrphanSidecars();

    /// <exception cref="Errors.UnreadableSnapshotException">It cannot be opened; the stream throws the same where bytes do not come.</exception>
    Stream OpenRead(string snapshotName);

    /// <summary>The sidecar's bytes, or null where there is none. At most 4 KiB are read.</summary>
    /// <exception cref="Errors.UnreadableSnapshotException">It is there and does not come.</exception>
    byte[]? ReadSidecar(string snapshotName);

    /// <summary>Bytes that can still be written, or null where the destination does not tell.</summary>
    long? FreeBytes();

    /// <summary>Proves that a draft could be made, without leaving anything.</summary>
    void CheckWritable();

    /// <summary>Takes the destination for one writer. Disposing gives it back; so does the death of the process.</summary>
    IDestinationLock Lock();
}

/// <summary>The right to write. Everything that changes a destination hangs on it, so that it cannot be forgotten.</summary>
public interface IDestinationLock : IDisposable
{
    /// <summary>What was noticed while the lock was taken (a lock of a run that died).</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Removes what a run that died left behind; returns the removed names.</summary>
    IReadOnlyList<string> ClearLeftovers();

    ISnapshotDraft Create(string snapshotName);

    /// <summary>Gives the destination back; returns what could not be tidied up. Later calls, and disposing afterwards, do nothing.</summary>
    IReadOnlyList<string> Release();
}

/// <summary>A snapshot that is being written. Disposing it before <see cref="Commit"/> removes it.</summary>
public interface ISnapshotDraft : IDisposable
{
    /// <summary>Empty, seekable, readable and writable.</summary>
    Stream Content { get; }

    /// <summary>Forces what was written to stable storage.</summary>
    void Flush();

    /// <summary>Writes the sidecar and gives both files their names. Refuses to replace a snapshot.</summary>
    void Commit(ReadOnlySpan<byte> sidecar);
}
