using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace SpareKey.Archive;

/// <summary>
/// Makes the key pair that opens snapshots: self-signed, RSA-4096, for key and data encipherment only.
/// The PFX uses PBES2 with AES-256-CBC and PBKDF2-HMAC-SHA-256 (RFC 8018), and a SHA-256 MAC, each with 600,000 iterations.
/// </summary>
public sealed class RecoveryCertificate
{
    /// <summary>Iterations of every key derivation in the PFX, the MAC's included.</summary>
    public const int Iterations = 600_000;

    private const int KeyBits = 4096;
    private const string DocumentEncryption = "1.3.6.1.4.1.311.80.1";

    private RecoveryCertificate(byte[] pfx, string certificatePem, string thumbprint) =>
        (Pfx, CertificatePem, Thumbprint) = (pfx, certificatePem, thumbprint);

    /// <summary>The PFX file: private key and certificate, under the password.</summary>
    public ReadOnlyMemory<byte> Pfx { get; }

    /// <summary>The certificate alone, PEM: this is what the backup machine gets.</summary>
    public string CertificatePem { get; }

    /// <summary>SHA-256 of the certificate's DER, lower-case hexadecimal.</summary>
    public string Thumbprint { get; }

    /// <summary>Draws a new key pair.</summary>
    /// <param name="commonName">Common name of the subject, 1 to 64 characters.</param>
    /// <param name="years">Years of validity, 1 to 50.</param>
    /// <param name="now">Start of validity.</param>
    /// <param name="password">At least one character; the caller decides how strong and wipes it.</param>
    public static RecoveryCertificate Create(string commonName, int years, DateTimeOffset now, ReadOnlySpan<char> password) =>
        Create(commonName, years, now, password, KeyBits, Iterations);

    internal static RecoveryCertificate Create(string commonName, int years, DateTimeOffset now, ReadOnlySpan<char> password, int keyBits, int iterations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(years, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(years, 50);
        if (password.IsEmpty)
            throw new ArgumentException("a recovery file needs a password", nameof(password));
        using var key = RSA.Create(keyBits);
        using var certificate = SelfSigned(commonName, years, now, key);
        return new RecoveryCertificate(EncodePfx(certificate, key, password, iterations), certificate.ExportCertificatePem() + "\n", certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant());
    }

    private static X509Certificate2 SelfSigned(string commonName, int years, DateTimeOffset now, RSA key)
    {
        var name = CertificateName.Create(commonName);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(DocumentEncryption)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        // Not CreateSelfSigned: its certificate drags the private key along, and only the PFX may hold that.
        return request.Create(name, X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), now, now.AddYears(years), CertificateSerial.Create());
    }

    private static byte[] EncodePfx(X509Certificate2 certificate, RSA key, ReadOnlySpan<char> password, int iterations)
    {
        var protection = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterations);
        var localKeyId = new Pkcs9LocalKeyId(SHA256.HashData(certificate.RawDataMemory.Span));
        var keys = new Pkcs12SafeContents();
        keys.AddShroudedKey(key, password, protection).Attributes.Add(localKeyId);
        var certificates = new Pkcs12SafeContents();
        certificates.AddCertificate(certificate).Attributes.Add(localKeyId);
        var builder = new Pkcs12Builder();
        builder.AddSafeContentsUnencrypted(keys);
        builder.AddSafeContentsEncrypted(certificates, password, protection);
        builder.SealWithMac(password, HashAlgorithmName.SHA256, iterations);
        return builder.Encode();
    }
}
