using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpareKey.Archive;

/// <summary>The public certificate of somebody who can open snapshots: an RSA key of at least 2048 bits.</summary>
public sealed class RecipientCertificate : IDisposable
{
    private const int MinKeyBits = 2048;
    private const int MaxKeyBits = 16384;

    private RecipientCertificate(X509Certificate2 certificate, int keyBits)
    {
        Certificate = certificate;
        KeyBits = keyBits;
        IssuerAndSerial = IssuerAndSerialNumber.Encode(certificate);
    }

    /// <summary>SHA-256 of the certificate's DER, lower-case hexadecimal.</summary>
    public string Thumbprint => Certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    /// <summary>The subject's distinguished name, for people.</summary>
    public string Subject => Certificate.Subject;

    /// <summary>End of validity. An expired certificate still seals and opens: that is for the caller to warn about.</summary>
    public DateTimeOffset NotAfter => new(Certificate.NotAfter.ToUniversalTime());

    /// <summary>Beginning of validity.</summary>
    public DateTimeOffset NotBefore => new(Certificate.NotBefore.ToUniversalTime());

    /// <summary>SHA-1 of the certificate's DER, lower-case hexadecimal: what Windows shows as the thumbprint. For people to compare, never to trust.</summary>
    public string Sha1Thumbprint => Certificate.Thumbprint.ToLowerInvariant();

    /// <summary>Size of the RSA key in bits.</summary>
    public int KeyBits { get; }

    internal X509Certificate2 Certificate { get; }

    internal byte[] IssuerAndSerial { get; }

    /// <summary>What the header says about this recipient.</summary>
    internal SnapshotRecipient Recipient => new(Thumbprint, Convert.ToHexStringLower(SHA256.HashData(IssuerAndSerial)));

    /// <summary>Reads one certificate, DER or PEM.</summary>
    /// <exception cref="CertificateRejectedException">Not a certificate, a private key, a key that is not RSA, or one that is too small.</exception>
    public static RecipientCertificate Load(ReadOnlySpan<byte> bytes)
    {
        var certificate = CertificateFile.Load(bytes);
        try
        {
            return new RecipientCertificate(certificate, CheckKey(certificate));
        }
        catch (ArgumentException failure)
        {
            certificate.Dispose();
            throw new CertificateRejectedException("the certificate's issuer or serial number is malformed", failure);
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>The certificate's DER.</summary>
    public byte[] ExportDer() => Certificate.Export(X509ContentType.Cert);

    /// <inheritdoc/>
    public override string ToString() => $"{Subject} ({Thumbprint})";

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    private static int CheckKey(X509Certificate2 certificate)
    {
        RSA? key;
        try
        {
            key = certificate.GetRSAPublicKey();
        }
        catch (CryptographicException failure)
        {
            throw new CertificateRejectedException("the certificate's RSA key is malformed", failure);
        }

        using (key)
        {
            if (key is null)
                throw new CertificateRejectedException($"the certificate of {certificate.Subject} has no RSA key (its algorithm is {certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value}); snapshots are sealed with RSA");
            if (key.KeySize is < MinKeyBits or > MaxKeyBits)
                throw new CertificateRejectedException($"the certificate of {certificate.Subject} has an RSA key of {key.KeySize} bits; at least {MinKeyBits} and at most {MaxKeyBits} are needed");
            return key.KeySize;
        }
    }
}
