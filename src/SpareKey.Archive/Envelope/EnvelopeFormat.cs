using System.Formats.Asn1;

namespace SpareKey.Archive.Envelope;

/// <summary>
/// The DER of one message around its ciphertext: ContentInfo, id-ct-authEnvelopedData (RFC 5083), AES-256-GCM with a 12-byte
/// nonce and a 16-byte tag (RFC 5084), KeyTransRecipientInfo with RSAES-OAEP, SHA-256 and MGF1-SHA-256 (RFC 5652, RFC 4055).
/// No originator, no authenticated attributes (so the GCM AAD is empty, RFC 5083 section 2.2), no unauthenticated attributes.
/// </summary>
internal static class EnvelopeFormat
{
    public const int KeySize = 32;
    public const int NonceSize = 12;
    public const int TagSize = 16;

    /// <summary>Tag and length of the mac field, and the tag itself.</summary>
    public const int SuffixSize = 2 + TagSize;

    /// <summary>RSAES-OAEP-params with SHA-256 and MGF1-SHA-256, hash identifiers with NULL as RFC 4055 section 2.1 says.</summary>
    public static byte[] RsaOaepSha256 { get; } = EncodeRsaOaep();

    private const string AuthEnvelopedData = "1.2.840.113549.1.9.16.1.23";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string Aes256Gcm = "2.16.840.1.101.3.4.1.46";
    private const string RsaesOaep = "1.2.840.113549.1.1.7";
    private const string Mgf1 = "1.2.840.113549.1.1.8";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    private static readonly byte[] AuthEnvelopedDataOid = Encode(writer => writer.WriteObjectIdentifier(AuthEnvelopedData));
    private static readonly byte[] DataOid = Encode(writer => writer.WriteObjectIdentifier(Data));
    private static readonly byte[] VersionZero = [0x02, 0x01, 0x00];

    /// <summary>Everything in front of the ciphertext; behind it stands only <see cref="Suffix"/>.</summary>
    public static byte[] Prefix(IReadOnlyList<EnvelopeRecipient> recipients, ReadOnlySpan<byte> nonce, int ciphertextLength)
    {
        var infos = EncodeRecipients(recipients);
        var algorithm = EncodeGcm(nonce);
        // Lengths are laid from the inside out, because the ciphertext itself never passes through here.
        var content = Der.Header(0x80, ciphertextLength);
        var encryptedLength = DataOid.Length + algorithm.Length + content.Length + ciphertextLength;
        var encrypted = Der.Header(0x30, encryptedLength);
        var authLength = VersionZero.Length + infos.Length + encrypted.Length + encryptedLength + SuffixSize;
        var auth = Der.Header(0x30, authLength);
        var explicitTag = Der.Header(0xA0, auth.Length + authLength);
        var contentInfo = Der.Header(0x30, AuthEnvelopedDataOid.Length + explicitTag.Length + auth.Length + authLength);
        return [.. contentInfo, .. AuthEnvelopedDataOid, .. explicitTag, .. auth, .. VersionZero, .. infos, .. encrypted, .. DataOid, .. algorithm, .. content];
    }

    /// <summary>The mac field.</summary>
    public static byte[] Suffix(ReadOnlySpan<byte> tag) => [0x04, TagSize, .. tag];

    private static byte[] EncodeRecipients(IReadOnlyList<EnvelopeRecipient> recipients) => Encode(writer =>
    {
        using (writer.PushSetOf())
        {
            foreach (var recipient in recipients)
                WriteRecipient(writer, recipient);
        }
    });

    private static void WriteRecipient(AsnWriter writer, EnvelopeRecipient recipient)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            writer.WriteEncodedValue(recipient.IssuerAndSerial.Span);
            writer.WriteEncodedValue(RsaOaepSha256);
            writer.WriteOctetString(recipient.EncryptedKey.Span);
        }
    }

    private static byte[] EncodeGcm(ReadOnlySpan<byte> nonce)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Aes256Gcm);
            using (writer.PushSequence())
            {
                writer.WriteOctetString(nonce);
                writer.WriteInteger(TagSize);
            }
        }

        return writer.Encode();
    }

    private static byte[] EncodeRsaOaep() => Encode(writer =>
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(RsaesOaep);
            using (writer.PushSequence())
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                    WriteSha256(writer);
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Mgf1);
                    WriteSha256(writer);
                }
            }
        }
    });

    private static void WriteSha256(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Sha256);
            writer.WriteNull();
        }
    }

    private static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }
}
