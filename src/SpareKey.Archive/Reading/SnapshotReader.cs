using System.Security.Cryptography;
using SpareKey.Archive.Container;

namespace SpareKey.Archive;

/// <summary>
/// Reads one snapshot. Opening checks the container and the header's form; <see cref="CheckSignature"/> says who signed it;
/// a key opens the index and then the entries. No plaintext is handed out before its tag was checked.
/// </summary>
public sealed class SnapshotReader : IDisposable
{
    private readonly ContainerReader _container;
    private readonly byte[] _headerBytes;
    private SnapshotIndex? _index;

    private SnapshotReader(ContainerReader container, byte[] headerBytes, SnapshotHeader header)
    {
        (_container, _headerBytes, Header) = (container, headerBytes, header);
        HeaderSha256 = Convert.ToHexStringLower(SHA256.HashData(headerBytes));
    }

    /// <summary>The public header. Nobody vouches for it before <see cref="CheckSignature"/>.</summary>
    public SnapshotHeader Header { get; }

    /// <summary>SHA-256 of <c>snapshot.json</c>, 64 lower-case hexadecimal digits.</summary>
    public string HeaderSha256 { get; }

    /// <summary>How many segments are opened at once, 1 to 64.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Names this snapshot for the one that follows it.</summary>
    public SnapshotReference Reference => new(Header.Id, HeaderSha256);

    /// <summary>Checks container and header.</summary>
    /// <param name="snapshot">Readable and seekable; stays open, and nobody else may use it meanwhile.</param>
    /// <param name="workers">How many segments are opened at once, 1 to 64.</param>
    /// <exception cref="SnapshotDamagedException">Container or header are malformed.</exception>
    /// <exception cref="SnapshotVersionException">A newer format.</exception>
    public static SnapshotReader Open(Stream snapshot, int workers = 2)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, 64);
        var container = ContainerReader.Open(snapshot);
        var headerBytes = container.ReadAll(container.Find(SnapshotPart.Header));
        return new SnapshotReader(container, headerBytes, HeaderReader.Read(container, headerBytes)) { Workers = workers };
    }

    /// <summary>Checks the signature over the header. A valid one says who signed; whether that is the right signer is the caller's to know.</summary>
    public SnapshotSignature CheckSignature()
    {
        var signature = DetachedSignature.Check(_container.ReadAll(_container.Find(SnapshotPart.Signature)), _headerBytes);
        return signature.IsValid && !SafeText.Same(signature.Signer!, Header.Signer)
            ? signature with { IsValid = false, Problem = "was made by another certificate than snapshot.json names" }
            : signature;
    }

    /// <summary>Opens the index and checks it against the header and itself.</summary>
    /// <exception cref="NoMatchingKeyException">The key is none of the recipients'.</exception>
    /// <exception cref="SnapshotDamagedException">Damaged, or not the index of this header.</exception>
    public SnapshotIndex OpenIndex(RecoveryKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        IndexReader.RequireRecipient(Header, key);
        var entry = _container.Find(SnapshotPart.Index);
        var message = _container.ReadAll(entry);
        if (HeaderReader.Objection(Header.Entries[^1], message) is { } objection)
            throw new SnapshotDamagedException(entry.Name, objection);
        _index = IndexReader.Open(message, Header, key);
        return _index;
    }

    /// <summary>Reads one entry into memory.</summary>
    /// <param name="key">A recipient's key.</param>
    /// <param name="entry">From the index of this snapshot.</param>
    /// <param name="maxSize">Refuses larger entries before anything is allocated.</param>
    /// <param name="cancellation">Stops between segments.</param>
    /// <exception cref="ArgumentException">Too large, or not from this index.</exception>
    /// <exception cref="SnapshotDamagedException">Damaged.</exception>
    public async Task<byte[]> ReadEntryAsync(RecoveryKey key, SnapshotIndexEntry entry, int maxSize, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Size > maxSize)
            throw new ArgumentException($"{entry.Path} has {entry.Size} bytes; at most {maxSize} were asked for", nameof(entry));
        using var content = new MemoryStream((int)entry.Size);
        await CopyEntriesAsync(key, [entry], _ => content, cancellation);
        return content.GetBuffer();
    }

    /// <summary>
    /// Copies entries in the order of the tar stream. Each stream that <paramref name="open"/> returns gets authenticated bytes only,
    /// and is disposed after its entry; the digest of the whole entry is known, and checked, only then.
    /// </summary>
    /// <param name="key">A recipient's key.</param>
    /// <param name="entries">From the index of this snapshot; doubled ones count once.</param>
    /// <param name="open">Called once per entry, in order.</param>
    /// <param name="cancellation">Stops between pieces.</param>
    /// <exception cref="ArgumentException">An entry is not from this index.</exception>
    /// <exception cref="SnapshotDamagedException">Names the damaged entry or segment; entries disposed before are whole.</exception>
    public async Task CopyEntriesAsync(RecoveryKey key, IReadOnlyList<SnapshotIndexEntry> entries, Func<SnapshotIndexEntry, Stream> open, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(open);
        var index = _index ?? OpenIndex(key);
        var known = index.Entries.ToHashSet();
        if (entries.FirstOrDefault(entry => !known.Contains(entry)) is { } stranger)
            throw new ArgumentException($"{stranger.Path} is not from the index of this snapshot", nameof(entries));
        var segments = new SegmentReader(_container, Header, index, key);
        await using var copy = new EntryCopy(segments, index, entries, open);
        await copy.RunAsync(Workers, cancellation);
    }

    /// <summary>Forgets the index; the stream is the caller's.</summary>
    public void Dispose() => _index = null;
}
