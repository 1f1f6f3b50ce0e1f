using System.Security.Cryptography;
using SpareKey.Archive.Container;
using SpareKey.Archive.Envelope;
using SpareKey.Archive.Segments;

namespace SpareKey.Archive;

/// <summary>Writes what follows the last segment.</summary>
internal sealed class SnapshotEnding(SnapshotSettings settings, ContainerWriter container, SegmentPipeline pipeline, EnvelopeSealer sealer)
{
    public async Task<WrittenSnapshot> WriteAsync(byte[] readme, List<SnapshotIndexEntry> entries, SnapshotConclusion conclusion, CancellationToken cancellation)
    {
        var index = SealIndex(entries, conclusion);
        await container.AppendAsync(SnapshotPart.Index, index, cancellation);
        var header = Header(Digest(readme), Digest(index), conclusion);
        var headerBytes = SnapshotHeaderJson.Write(header);
        await container.AppendAsync(SnapshotPart.Header, headerBytes, cancellation);
        var signature = settings.Signer.SignDetached(headerBytes);
        await container.AppendAsync(SnapshotPart.Signature, signature, cancellation);
        await container.CloseAsync(cancellation);
        return new WrittenSnapshot(headerBytes, signature, header, [.. container.Entries.Select(entry => entry.Size)]);
    }

    private byte[] SealIndex(List<SnapshotIndexEntry> entries, SnapshotConclusion conclusion)
    {
        var index = new SnapshotIndex
        {
            Id = settings.SnapshotId,
            Signer = settings.Signer.Thumbprint,
            Label = settings.Label,
            AccountId = settings.AccountId,
            CreatedUtc = settings.CreatedUtc,
            Segments = pipeline.Segments,
            Entries = entries,
            Content = conclusion.Content,
        };
        Span<byte> key = stackalloc byte[EnvelopeFormat.KeySize];
        var message = SnapshotIndexSealing.Seal(index, sealer, key);
        pipeline.Keys.Add(key);
        CryptographicOperations.ZeroMemory(key);
        return message;
    }

    private SnapshotHeader Header(string readme, string index, SnapshotConclusion conclusion)
    {
        var digests = (List<string>)[readme, .. pipeline.Segments.Select(segment => segment.Sha256), index];
        return new SnapshotHeader
        {
            Id = settings.SnapshotId,
            Label = settings.Label,
            AccountId = settings.AccountId,
            CreatedUtc = settings.CreatedUtc.ToUniversalTime(),
            Complete = conclusion.Complete,
            Counts = conclusion.Counts,
            Tool = settings.Tool,
            Source = settings.Source,
            Recipients = [.. settings.Recipients.Select(recipient => recipient.Recipient)],
            Signer = settings.Signer.Thumbprint,
            Entries = [.. container.Entries.Zip(digests, (entry, digest) => new SnapshotHeaderEntry(entry.Name, entry.Size, digest))],
            Previous = settings.Previous,
        };
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
