using System.Security.Cryptography;
using SpareKey.Archive.Container;
using SpareKey.Archive.Envelope;
using SpareKey.Archive.Segments;

namespace SpareKey.Archive;

/// <summary>Opens single segments for a key; safe to call from several threads.</summary>
internal sealed class SegmentReader(ContainerReader container, SnapshotHeader header, SnapshotIndex index, RecoveryKey key)
{
    private readonly WipedBufferPool _messages = new(container.LargestSegment);
    private readonly WipedBufferPool _slices = new(index.Segments.Max(segment => segment.TarBytes));

    /// <summary>Digest, structure, tag, gzip: only after all four is anything returned.</summary>
    /// <exception cref="SnapshotDamagedException">One of them failed.</exception>
    public OpenedSegment Open(int number)
    {
        var entry = container.Segment(number);
        var buffer = _messages.Rent();
        try
        {
            var message = buffer.AsMemory(0, (int)entry.Size);
            container.ReadAt(entry.DataOffset, message.Span);
            return Open(number, message);
        }
        finally
        {
            _messages.Return(buffer);
        }
    }

    /// <summary>The same for a message already in memory, which is overwritten.</summary>
    public OpenedSegment Open(int number, Memory<byte> message)
    {
        var known = index.Segments[number - 1];
        if (!SafeText.Same(Convert.ToHexStringLower(SHA256.HashData(message.Span)), known.Sha256))
            throw new SnapshotDamagedException(known.Name, "its SHA-256 differs from the index");
        var parsed = EnvelopeMessage.Parse(message, known.Name, SnapshotLimits.MaxSegmentCiphertext);
        parsed.CheckRecipients(header.Recipients, known.Name);
        var member = EnvelopeOpener.OpenInPlace(message, parsed, key, known.Name);
        var opened = new OpenedSegment(_slices, known.TarBytes);
        try
        {
            GzipMember.ExpandExactly(member, opened.Writable, known.Name);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }
}
