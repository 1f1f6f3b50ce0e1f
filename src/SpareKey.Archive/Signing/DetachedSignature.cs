using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpareKey.Archive;

/// <summary>
/// CMS SignedData (RFC 5652 section 5), detached: one certificate, one signer, SHA-256, ECDSA on P-256, the two mandatory signed attributes.
/// Written and read by the same code: a reader takes certificate and signature value out, encodes the whole again, and compares,
/// so no octet of the file is free to change.
/// </summary>
internal static class DetachedSignature
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string ContentTypeAttribute = "1.2.840.113549.1.9.3";
    private const string MessageDigestAttribute = "1.2.840.113549.1.9.4";
    private const string Sha256Oid = "2.16.840.1.101.3.4.2.1";
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    private const string P256 = "1.2.840.10045.3.1.7";
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);

    public static byte[] Create(SnapshotSigner signer, ReadOnlySpan<byte> content)
    {
        var signature = signer.SignData(SignedAttributes(content, Asn1Tag.SetOf));
        return Encode(signer.Certificate, content, signature);
    }

    public static SnapshotSignature Check(ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> content)
    {
        string? thumbprint = null;
        try
        {
            var (certificateBytes, signature) = Read(bytes);
            thumbprint = Convert.ToHexStringLower(SHA256.HashData(certificateBytes.Span));
            using var certificate = X509CertificateLoader.LoadCertificate(certificateBytes.Span);
            return new SnapshotSignature(IsGood(certificate, bytes, signature, content, out var problem), thumbprint, problem);
        }
        catch (Exception failure) when (failure is AsnContentException or CryptographicException or ArgumentException or NotSupportedException)
        {
            // The last two: a certificate whose serial number, name or curve .NET reads but cannot write again.
            return new SnapshotSignature(false, thumbprint, "is not the CMS signature this format uses");
        }
    }

    private static bool IsGood(X509Certificate2 certificate, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> signature, ReadOnlySpan<byte> content, out string? problem)
    {
        problem = null;
        using var key = certificate.GetECDsaPublicKey();
        if (key is null || key.ExportParameters(false).Curve.Oid?.Value is not P256)
            problem = "was not made with an ECDSA key on P-256";
        else if (!key.VerifyData(SignedAttributes(content, Asn1Tag.SetOf), signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))
            problem = "does not match the content it signs";
        else if (!CryptographicOperations.FixedTimeEquals(Encode(certificate, content, signature.Span), bytes.Span))
            problem = "is not in canonical form";
        return problem is null;
    }

    // Lenient: whatever else stands here is compared with a fresh encoding afterwards.
    private static (ReadOnlyMemory<byte> Certificate, ReadOnlyMemory<byte> Signature) Read(ReadOnlyMemory<byte> bytes)
    {
        var outer = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence();
        _ = outer.ReadObjectIdentifier();
        var signed = outer.ReadSequence(Zero).ReadSequence();
        _ = signed.ReadInteger();
        _ = signed.ReadSetOf();
        _ = signed.ReadSequence();
        var certificate = signed.ReadSetOf(skipSortOrderValidation: true, Zero).ReadEncodedValue();
        var info = signed.ReadSetOf().ReadSequence();
        _ = info.ReadInteger();
        _ = info.ReadSequence();
        _ = info.ReadSequence();
        _ = info.ReadEncodedValue();
        _ = info.ReadSequence();
        return info.TryReadPrimitiveOctetString(out var signature) ? (certificate, signature) : throw new AsnContentException();
    }

    private static byte[] Encode(X509Certificate2 certificate, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(SignedData);
            using (writer.PushSequence(Zero))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                    WriteAlgorithm(writer, Sha256Oid);
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(Data);
                using (writer.PushSetOf(Zero))
                    writer.WriteEncodedValue(certificate.RawDataMemory.Span);
                using (writer.PushSetOf())
                    WriteSignerInfo(writer, certificate, content, signature);
            }
        }

        return writer.Encode();
    }

    private static void WriteSignerInfo(AsnWriter writer, X509Certificate2 certificate, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteEncodedValue(IssuerAndSerialNumber.Encode(certificate));
            WriteAlgorithm(writer, Sha256Oid);
            writer.WriteEncodedValue(SignedAttributes(content, Zero));
            WriteAlgorithm(writer, EcdsaWithSha256);
            writer.WriteOctetString(signature);
        }
    }

    // What is signed carries the universal SET OF tag, what is stored [0] IMPLICIT (RFC 5652 section 5.4).
    private static byte[] SignedAttributes(ReadOnlySpan<byte> content, Asn1Tag tag)
    {
        var digest = SHA256.HashData(content);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf(tag))
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(ContentTypeAttribute);
                using (writer.PushSetOf())
                    writer.WriteObjectIdentifier(Data);
            }

            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(MessageDigestAttribute);
                using (writer.PushSetOf())
                    writer.WriteOctetString(digest);
            }
        }

        return writer.Encode();
    }

    // Parameters absent: RFC 5754 section 2 for SHA-256, section 3.3 for ECDSA.
    private static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(oid);
    }
}
