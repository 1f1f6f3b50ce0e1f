using System.Security.Cryptography;
using SpareKey.Archive.Container;
using SpareKey.Archive.Envelope;
using SpareKey.Archive.Segments;

namespace SpareKey.Archive;

/// <summary>Reads a finished snapshot again and checks every byte against what was written and every tag with the keys kept.</summary>
internal static class SnapshotReadBack
{
    public static async Task<SnapshotReceipt> RunAsync(Stream snapshot, WrittenSnapshot written, RetainedKeys keys, int workers, CancellationToken cancellation)
    {
        var container = ContainerReader.Open(snapshot);
        if (!container.Entries.Select(entry => entry.Size).SequenceEqual(written.Sizes))
            throw new SnapshotDamagedException(SnapshotPart.Container, "read back, it holds other entries than were written");
        CheckSame(container, SnapshotPart.Header, written.HeaderBytes);
        CheckSame(container, SnapshotPart.Signature, written.Signature);
        CheckDigest(written.Header.Entries[0], container.ReadAll(container.Entries[0]));
        await CheckMessagesAsync(container, written.Header, keys, workers, cancellation);
        var signature = DetachedSignature.Check(written.Signature, written.HeaderBytes);
        if (!signature.IsValid || !SafeText.Same(signature.Signer!, written.Header.Signer))
            throw new SnapshotDamagedException(SnapshotPart.Signature, signature.Problem ?? "was made by another signer");
        var header = SnapshotHeaderJson.Read(written.HeaderBytes);
        var sha256 = await StreamDigest.ComputeAsync(snapshot, cancellation);
        return new SnapshotReceipt(sha256, snapshot.Length, header, Convert.ToHexStringLower(SHA256.HashData(written.HeaderBytes)));
    }

    private static void CheckSame(ContainerReader container, string name, byte[] expected)
    {
        if (!CryptographicOperations.FixedTimeEquals(container.ReadAll(container.Find(name)), expected))
            throw new SnapshotDamagedException(name, "read back, it differs from what was written");
    }

    private static void CheckDigest(SnapshotHeaderEntry entry, ReadOnlySpan<byte> bytes)
    {
        if (!SafeText.Same(Convert.ToHexStringLower(SHA256.HashData(bytes)), entry.Sha256))
            throw new SnapshotDamagedException(entry.Name, "read back, it differs from what was written");
    }

    // The index is the message behind the last segment, and its key the last one kept.
    private static Task CheckMessagesAsync(ContainerReader container, SnapshotHeader header, RetainedKeys keys, int workers, CancellationToken cancellation)
    {
        var buffers = new WipedBufferPool(container.LargestSegment);
        return OrderedParallel.RunAsync(
            container.SegmentCount + 1,
            workers,
            i => CheckMessage(container, header, i + 1, keys[i], buffers),
            static (_, _) => Task.CompletedTask,
            cancellation);
    }

    private static Checked CheckMessage(ContainerReader container, SnapshotHeader header, int position, ReadOnlySpan<byte> key, WipedBufferPool buffers)
    {
        var entry = container.Entries[position];
        var buffer = buffers.Rent((int)entry.Size);
        try
        {
            var message = buffer.AsMemory(0, (int)entry.Size);
            container.ReadAt(entry.DataOffset, message.Span);
            // The CRC was computed from the bytes that this digest is of; checking it again would prove nothing more.
            CheckDigest(header.Entries[position], message.Span);
            var parsed = EnvelopeMessage.Parse(message, entry.Name, (int)ContainerNames.MaxSize(entry.Name));
            parsed.CheckRecipients(header.Recipients, entry.Name);
            EnvelopeOpener.OpenInPlace(message, parsed, key, entry.Name);
            return new Checked();
        }
        finally
        {
            buffers.Return(buffer);
        }
    }

    private sealed class Checked : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
