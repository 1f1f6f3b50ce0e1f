using SpareKey.Archive.Tar;

namespace SpareKey.Archive;

/// <summary>An entry on its way in: its announced length against what its stream delivers.</summary>
internal sealed class PendingEntry(string path, DateTimeOffset modified, long length, Stream content)
{
    private long _delivered;

    public string Path => path;

    public DateTimeOffset Modified => modified;

    public long Length => length;

    public byte[] Header { get; } = TarHeader.Create(path, length, modified);

    public long TarLength => TarHeader.EntryLength(path, length);

    public async Task ReadAsync(Memory<byte> destination, CancellationToken cancellation)
    {
        var read = await content.ReadAtLeastAsync(destination, destination.Length, throwOnEndOfStream: false, cancellation);
        _delivered += read;
        if (read < destination.Length)
            throw new EntryLengthException(path, length, _delivered);
    }

    public async Task ExpectEndAsync(CancellationToken cancellation)
    {
        var surplus = new byte[1];
        if (await content.ReadAsync(surplus, cancellation) > 0)
            throw new EntryLengthException(path, length, length + 1);
    }
}
