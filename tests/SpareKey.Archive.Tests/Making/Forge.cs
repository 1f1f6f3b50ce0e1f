using System.Security.Cryptography;
using System.Text;
using SpareKey.Archive.Container;
using SpareKey.Archive.Envelope;

namespace SpareKey.Archive.Tests;

/// <summary>Puts containers together that no writer of ours would make, with every public thing about them right.</summary>
internal static class Forge
{
    /// <summary>A canonical ZIP of these files, whatever they are.</summary>
    public static async Task<byte[]> ZipAsync(IEnumerable<(string Name, byte[] Content)> parts, DateTimeOffset? created = null)
    {
        using var output = new MemoryStream();
        var writer = new ContainerWriter(output, created ?? Made.Created);
        foreach (var (name, content) in parts)
            await writer.AppendAsync(name, content, CancellationToken.None);
        await writer.CloseAsync(CancellationToken.None);
        return output.ToArray();
    }

    /// <summary>Names the segments anew, so that the container alone looks right.</summary>
    public static List<(string Name, byte[] Content)> Renumbered(IEnumerable<(string Name, byte[] Content)> parts)
    {
        var number = 0;
        return [.. parts.Select(part => part.Name.StartsWith("segments/", StringComparison.Ordinal) ? (SnapshotPart.Segment(++number), part.Content) : part)];
    }

    /// <summary>Header and signature made anew for what now stands in front of them.</summary>
    public static List<(string Name, byte[] Content)> Resigned(List<(string Name, byte[] Content)> parts, SnapshotSigner signer, Func<SnapshotHeader, SnapshotHeader>? change = null)
    {
        var body = parts.Where(part => part.Name is not (SnapshotPart.Header or SnapshotPart.Signature)).ToList();
        var header = SnapshotHeaderJson.Read(parts.First(part => part.Name is SnapshotPart.Header).Content) with
        {
            Signer = signer.Thumbprint,
            Entries = [.. body.Select(part => new SnapshotHeaderEntry(part.Name, part.Content.Length, Digest(part.Content)))],
        };
        return WithHeader(body, SnapshotHeaderJson.Write(change?.Invoke(header) ?? header), signer);
    }

    /// <summary>These exact header bytes, signed.</summary>
    public static List<(string Name, byte[] Content)> WithHeader(IEnumerable<(string Name, byte[] Content)> parts, byte[] header, SnapshotSigner signer) =>
        [.. parts.Where(part => part.Name is not (SnapshotPart.Header or SnapshotPart.Signature)), (SnapshotPart.Header, header), (SnapshotPart.Signature, signer.SignDetached(header))];

    /// <summary>The true signer lies: this plaintext (already gzip) is sealed as a message.</summary>
    public static byte[] Seal(byte[] plaintext, IReadOnlyList<RecipientCertificate>? recipients = null)
    {
        using var sealer = new EnvelopeSealer(recipients ?? [TestRecipient.Anna.Certificate]);
        var buffer = new byte[sealer.PrefixRoom + plaintext.Length + EnvelopeFormat.SuffixSize];
        plaintext.CopyTo(buffer, sealer.PrefixRoom);
        return buffer[sealer.Seal(buffer, plaintext.Length, new byte[EnvelopeFormat.KeySize])];
    }

    public static byte[] Gzip(byte[] content, System.IO.Compression.CompressionLevel level = System.IO.Compression.CompressionLevel.Optimal)
    {
        using var output = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(output, level, leaveOpen: true))
            gzip.Write(content);
        return output.ToArray();
    }

    /// <summary>Exchanges one file of the container and makes header and signature fit again.</summary>
    public static List<(string Name, byte[] Content)> Replaced(List<(string Name, byte[] Content)> parts, string name, byte[] content) =>
        Resigned([.. parts.Select(part => string.Equals(part.Name, name, StringComparison.Ordinal) ? (name, content) : part)], Made.Signer);

    /// <summary>Opens the index, changes its JSON text, seals it again and signs: what a malicious signer can do.</summary>
    public static List<(string Name, byte[] Content)> WithIndexText(List<(string Name, byte[] Content)> parts, Func<string, string> change, IReadOnlyList<RecipientCertificate>? recipients = null)
    {
        var text = Encoding.UTF8.GetString(OpenedIndex(parts));
        return Replaced(parts, SnapshotPart.Index, Seal(Gzip(Encoding.UTF8.GetBytes(change(text))), recipients));
    }

    /// <summary>A malicious signer seals another plaintext as a segment, and makes index, header and signature fit.</summary>
    public static List<(string Name, byte[] Content)> WithSegment(List<(string Name, byte[] Content)> parts, int number, byte[] member, IReadOnlyList<RecipientCertificate>? recipients = null)
    {
        var message = Seal(member, recipients);
        var before = Digest(parts[number].Content);
        List<(string Name, byte[] Content)> changed = [.. parts];
        changed[number] = (changed[number].Name, message);
        return WithIndexText(changed, text => text.Replace(before, Digest(message), StringComparison.Ordinal), recipients);
    }

    /// <summary>The tar bytes of a segment.</summary>
    public static byte[] OpenedSegment(List<(string Name, byte[] Content)> parts, int number) => Opened(parts[number].Content, parts[number].Name);

    public static byte[] OpenedIndex(List<(string Name, byte[] Content)> parts) => Opened(parts.First(part => part.Name is SnapshotPart.Index).Content, SnapshotPart.Index);

    public static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Opened(byte[] sealedMessage, string name)
    {
        var message = sealedMessage.ToArray();
        var parsed = EnvelopeMessage.Parse(message, name, SnapshotLimits.MaxIndex);
        var member = EnvelopeOpener.OpenInPlace(message, parsed, TestRecipient.Anna.Key, name);
        return Segments.GzipMember.Expand(member, SnapshotLimits.MaxIndex, name);
    }
}
