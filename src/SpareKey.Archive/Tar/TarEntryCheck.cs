using System.Security.Cryptography;

namespace SpareKey.Archive.Tar;

/// <summary>
/// Follows one entry through the tar stream, piece by piece: compares the header with the one that belongs to the index entry,
/// hands out the content, demands zero padding, and in the end compares the digest.
/// </summary>
internal sealed class TarEntryCheck : IDisposable
{
    private readonly SnapshotIndexEntry _entry;
    private readonly byte[] _header;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly long _length;
    private long _position;

    public TarEntryCheck(SnapshotIndexEntry entry)
    {
        _entry = entry;
        _header = TarHeader.Create(entry.Path, entry.Size, entry.Modified);
        _length = TarHeader.EntryLength(entry.Path, entry.Size);
    }

    public long Remaining => _length - _position;

    /// <summary>Takes the next piece of the entry (at most <see cref="Remaining"/> bytes) and returns the content in it.</summary>
    public ReadOnlyMemory<byte> Accept(ReadOnlyMemory<byte> piece, int segment)
    {
        var headerPart = (int)Math.Clamp(_header.Length - _position, 0, piece.Length);
        if (!CryptographicOperations.FixedTimeEquals(piece.Span[..headerPart], _header.AsSpan((int)Math.Min(_position, _header.Length), headerPart)))
            throw Damaged(segment, "its tar header differs from the index");
        _position += headerPart;
        piece = piece[headerPart..];
        var contentPart = (int)Math.Clamp(_header.Length + _entry.Size - _position, 0, piece.Length);
        var content = piece[..contentPart];
        _hash.AppendData(content.Span);
        if (piece.Span[contentPart..].ContainsAnyExcept((byte)0))
            throw Damaged(segment, "its tar padding is not zero");
        _position += piece.Length;
        return content;
    }

    public void Complete(int segment)
    {
        if (!SafeText.Same(Convert.ToHexStringLower(_hash.GetHashAndReset()), _entry.Sha256))
            throw Damaged(segment, "its SHA-256 differs from the index");
    }

    public void Dispose() => _hash.Dispose();

    private SnapshotDamagedException Damaged(int segment, string problem) => new(_entry.Path, $"{problem} (in {SnapshotPart.Segment(segment)})");
}
