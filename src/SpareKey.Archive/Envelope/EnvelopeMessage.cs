using System.Formats.Asn1;
using System.Security.Cryptography;

namespace SpareKey.Archive.Envelope;

/// <summary>A parsed message. Parsing demands exactly the bytes that <see cref="EnvelopeFormat"/> would write around this ciphertext.</summary>
internal sealed class EnvelopeMessage
{
    private const int MaxIssuerAndSerial = 4096;
    private const int MinEncryptedKey = 256;
    private const int MaxEncryptedKey = 2048;

    private EnvelopeMessage(IReadOnlyList<EnvelopeRecipient> recipients, ReadOnlyMemory<byte> nonce, Range ciphertext, ReadOnlyMemory<byte> tag) =>
        (Recipients, Nonce, Ciphertext, Tag) = (recipients, nonce, ciphertext, tag);

    public IReadOnlyList<EnvelopeRecipient> Recipients { get; }

    public ReadOnlyMemory<byte> Nonce { get; }

    /// <summary>Where the ciphertext lies in the message.</summary>
    public Range Ciphertext { get; }

    public ReadOnlyMemory<byte> Tag { get; }

    /// <exception cref="SnapshotDamagedException">Any other structure.</exception>
    public static EnvelopeMessage Parse(ReadOnlyMemory<byte> message, string part, int maxCiphertext)
    {
        try
        {
            return ParseStrictly(message, part, maxCiphertext);
        }
        catch (AsnContentException failure)
        {
            throw new SnapshotDamagedException(part, "is not a DER message of the form this format uses", failure);
        }
    }

    /// <summary>Checks the recipients against those the header names.</summary>
    public void CheckRecipients(IReadOnlyList<SnapshotRecipient> expected, string part)
    {
        var ids = Recipients.Select(recipient => recipient.Id).Order(StringComparer.Ordinal).ToList();
        if (!ids.SequenceEqual(expected.Select(recipient => recipient.IssuerAndSerial).Order(StringComparer.Ordinal), StringComparer.Ordinal))
            throw new SnapshotDamagedException(part, "is sealed for other recipients than snapshot.json names");
    }

    private static EnvelopeMessage ParseStrictly(ReadOnlyMemory<byte> message, string part, int maxCiphertext)
    {
        var outer = new AsnReader(message, AsnEncodingRules.DER);
        var contentInfo = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        _ = contentInfo.ReadObjectIdentifier();
        var auth = contentInfo.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        _ = auth.ReadInteger();
        var recipients = ReadRecipients(auth.ReadSetOf(), part);
        var encrypted = auth.ReadSequence();
        _ = encrypted.ReadObjectIdentifier();
        var nonce = ReadNonce(encrypted.ReadSequence());
        if (!encrypted.TryReadPrimitiveOctetString(out var ciphertext, new Asn1Tag(TagClass.ContextSpecific, 0)) || ciphertext.Length > maxCiphertext)
            throw new SnapshotDamagedException(part, $"has a ciphertext that is not one octet string of at most {maxCiphertext} bytes");
        if (!auth.TryReadPrimitiveOctetString(out var tag))
            throw new SnapshotDamagedException(part, "has no primitive mac field");
        return Compared(message, part, recipients, nonce, ciphertext.Length, tag);
    }

    // What was read leniently above is now written again: every octet that differs is a deviation.
    private static EnvelopeMessage Compared(ReadOnlyMemory<byte> message, string part, List<EnvelopeRecipient> recipients, ReadOnlyMemory<byte> nonce, int length, ReadOnlyMemory<byte> tag)
    {
        var prefix = EnvelopeFormat.Prefix(recipients, nonce.Span, length);
        var suffix = EnvelopeFormat.Suffix(tag.Span);
        var good = nonce.Length == EnvelopeFormat.NonceSize && tag.Length == EnvelopeFormat.TagSize
            && message.Length == (long)prefix.Length + length + suffix.Length
            && CryptographicOperations.FixedTimeEquals(message.Span[..prefix.Length], prefix)
            && CryptographicOperations.FixedTimeEquals(message.Span[^suffix.Length..], suffix);
        return good
            ? new EnvelopeMessage(recipients, nonce, prefix.Length..(prefix.Length + length), tag)
            : throw new SnapshotDamagedException(part, "is not the one DER message this format allows: AES-256-GCM, RSA-OAEP with SHA-256, nothing else");
    }

    private static List<EnvelopeRecipient> ReadRecipients(AsnReader set, string part)
    {
        var recipients = new List<EnvelopeRecipient>();
        while (set.HasData)
        {
            if (recipients.Count == SnapshotLimits.MaxRecipients)
                throw new SnapshotDamagedException(part, $"has more than {SnapshotLimits.MaxRecipients} recipients");
            recipients.Add(ReadRecipient(set.ReadSequence(), part));
        }

        if (recipients.Count == 0 || recipients.DistinctBy(recipient => recipient.Id, StringComparer.Ordinal).Count() != recipients.Count)
            throw new SnapshotDamagedException(part, "names no recipient, or one twice");
        return recipients;
    }

    private static EnvelopeRecipient ReadRecipient(AsnReader info, string part)
    {
        _ = info.ReadInteger();
        var issuerAndSerial = info.ReadEncodedValue();
        _ = info.ReadEncodedValue();
        if (!info.TryReadPrimitiveOctetString(out var key) || key.Length is < MinEncryptedKey or > MaxEncryptedKey || issuerAndSerial.Length > MaxIssuerAndSerial)
            throw new SnapshotDamagedException(part, "has a recipient of impossible size");
        var rid = new AsnReader(issuerAndSerial, AsnEncodingRules.DER).ReadSequence();
        _ = rid.ReadSequence();
        _ = rid.ReadIntegerBytes();
        rid.ThrowIfNotEmpty();
        return new EnvelopeRecipient(issuerAndSerial, key);
    }

    private static ReadOnlyMemory<byte> ReadNonce(AsnReader algorithm)
    {
        _ = algorithm.ReadObjectIdentifier();
        return algorithm.ReadSequence().TryReadPrimitiveOctetString(out var nonce) ? nonce : throw new AsnContentException();
    }
}
