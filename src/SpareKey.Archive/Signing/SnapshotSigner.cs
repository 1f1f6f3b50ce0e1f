using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpareKey.Archive;

/// <summary>The backup host's own signing key: ECDSA on P-256 with a self-signed certificate.</summary>
public sealed class SnapshotSigner : IDisposable
{
    private readonly ECDsa _key;
    private readonly X509Certificate2 _certificate;

    private SnapshotSigner(ECDsa key, X509Certificate2 certificate)
    {
        _key = key;
        _certificate = certificate;
        Thumbprint = Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span));
    }

    /// <summary>SHA-256 of the certificate's DER, lower-case hexadecimal: what a verifier pins.</summary>
    public string Thumbprint { get; }

    /// <summary>The certificate, PEM.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem() + "\n";

    internal X509Certificate2 Certificate => _certificate;

    /// <summary>Draws a new key. Its certificate does not expire (RFC 5280 section 4.1.2.5): trust comes from the pinned thumbprint.</summary>
    /// <param name="commonName">1 to 64 characters; public, it is inside every snapshot.</param>
    /// <param name="notBefore">Start of validity.</param>
    public static SnapshotSigner Create(string commonName, DateTimeOffset notBefore)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = CertificateName.Create(commonName);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var never = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);
        return new SnapshotSigner(key, request.Create(name, X509SignatureGenerator.CreateForECDsa(key), notBefore, never, CertificateSerial.Create()));
    }

    /// <summary>PEM of the certificate and of the unencrypted PKCS #8 key, ASCII. The caller protects it at rest and wipes it.</summary>
    public byte[] Export()
    {
        var pkcs8 = _key.ExportPkcs8PrivateKey();
        try
        {
            return [.. PemEncoding.WriteUtf8("CERTIFICATE"u8, _certificate.RawDataMemory.Span), (byte)'\n', .. PemEncoding.WriteUtf8("PRIVATE KEY"u8, pkcs8), (byte)'\n'];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>Reads what <see cref="Export"/> wrote.</summary>
    /// <exception cref="CryptographicException">Anything else; the text says nothing about the key.</exception>
    public static SnapshotSigner Import(ReadOnlySpan<byte> pem)
    {
        var certificateBytes = Block(ref pem, "CERTIFICATE"u8);
        var pkcs8 = Block(ref pem, "PRIVATE KEY"u8);
        X509Certificate2? certificate = null;
        ECDsa? key = null;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(certificateBytes);
            key = ImportKey(pkcs8, certificate);
            var signer = new SnapshotSigner(key, certificate);
            (certificate, key) = (null, null);
            return signer;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
            certificate?.Dispose();
            key?.Dispose();
        }
    }

    /// <summary>Signs any bytes: ECDSA with SHA-256, DER signature (RFC 3279 section 2.2.3).</summary>
    public byte[] SignData(ReadOnlySpan<byte> data) => _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <summary>Makes a detached CMS SignedData over the content, in the form of <c>snapshot.p7s</c>.</summary>
    public byte[] SignDetached(ReadOnlySpan<byte> content) => DetachedSignature.Create(this, content);

    /// <summary>Prints nothing of the key.</summary>
    public override string ToString() => "***";

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _certificate.Dispose();
    }

    private static ECDsa ImportKey(ReadOnlySpan<byte> pkcs8, X509Certificate2 certificate)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            if (key.KeySize != 256 || !CryptographicOperations.FixedTimeEquals(certificate.PublicKey.ExportSubjectPublicKeyInfo(), key.ExportSubjectPublicKeyInfo()))
                throw new CryptographicException("the signing key and its certificate do not belong together");
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static byte[] Block(ref ReadOnlySpan<byte> pem, ReadOnlySpan<byte> label)
    {
        if (!PemEncoding.TryFindUtf8(pem, out var fields) || !CryptographicOperations.FixedTimeEquals(pem[fields.Label], label))
            throw new CryptographicException("not a SpareKey signing key: expected a PEM certificate and a PEM private key");
        var bytes = new byte[fields.DecodedDataLength];
        System.Buffers.Text.Base64.DecodeFromUtf8(pem[fields.Base64Data], bytes, out _, out _);
        pem = pem[fields.Location.End.Value..];
        return bytes;
    }
}
