using SpareKey.Archive.Container;
using SpareKey.Archive.Segments;

namespace SpareKey.Archive;

/// <summary>Checks one segment as deep as it goes; safe to call from several threads.</summary>
internal sealed class SegmentCheck(ContainerReader container, SnapshotHeader? header, SnapshotIndex? index, RecoveryKey? key)
{
    private readonly WipedBufferPool _messages = new(container.LargestSegment);
    private readonly SegmentReader? _reader = header is null || index is null || key is null ? null : new SegmentReader(container, header, index, key);

    public SegmentResult Run(int number)
    {
        var entry = container.Segment(number);
        var buffer = _messages.Rent();
        try
        {
            var message = buffer.AsMemory(0, (int)entry.Size);
            container.ReadAt(entry.DataOffset, message.Span);
            return Run(number, entry, message);
        }
        finally
        {
            _messages.Return(buffer);
        }
    }

    private SegmentResult Run(int number, ContainerEntry entry, Memory<byte> message)
    {
        var findings = new FindingList();
        findings.Try(() => ContainerReader.CheckCrc(entry, message.Span));
        if (header is not null && HeaderReader.Objection(header.Entries[number], message.Span) is { } objection)
            findings.Add(entry.Name, objection);
        findings.Try(() => SealedCheck.CheckMessage(message, entry.Name, SnapshotLimits.MaxSegmentCiphertext, header));
        // What already differs is not decrypted: the tag could only say the same again.
        var result = new SegmentResult(findings.All);
        if (findings.All.Count == 0)
            findings.Try(() => result.Opened = _reader?.Open(number, message));
        return result;
    }
}
