using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SpareKey.Archive;

/// <summary>Tells a certificate from what people hand over by mistake.</summary>
internal static class CertificateFile
{
    private const int MaxLength = 64 * 1024;

    public static X509Certificate2 Load(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MaxLength)
            throw new CertificateRejectedException($"not a certificate: the file has {bytes.Length} bytes, a certificate has 1 to {MaxLength}");
        var der = bytes.IndexOf("-----BEGIN "u8) >= 0 ? FromPem(Encoding.Latin1.GetString(bytes)) : bytes.ToArray();
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException failure)
        {
            throw LooksLikePrivateKey(der) ? PrivateKey() : new CertificateRejectedException("not a certificate: neither DER nor PEM", failure);
        }
    }

    private static byte[] FromPem(string text)
    {
        // The machine that makes backups must not be able to read them, so a file with a private key is refused even if a certificate stands beside it.
        if (text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw PrivateKey();
        if (!PemEncoding.TryFind(text, out var first) || text[first.Label] is not "CERTIFICATE")
            throw new CertificateRejectedException("not a certificate: the PEM file holds something else");
        if (PemEncoding.TryFind(text.AsSpan(first.Location.End.Value), out _))
            throw new CertificateRejectedException("the PEM file holds more than one block; give one certificate per file");
        return Convert.FromBase64String(text[first.Base64Data]);
    }

    // PKCS #8, PKCS #1, SEC 1 and PKCS #12 all start with SEQUENCE { INTEGER version … }; a certificate starts with two SEQUENCEs.
    private static bool LooksLikePrivateKey(byte[] der)
    {
        try
        {
            var inner = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
            return inner.TryReadInt32(out var version) && version is >= 0 and <= 3;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static CertificateRejectedException PrivateKey() =>
        new("this file holds a private key; a recipient is given by its certificate alone, and the private key stays in the safe");
}
