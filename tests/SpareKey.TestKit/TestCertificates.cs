using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpareKey.TestKit;

/// <summary>Self-signed certificates with their keys, small enough to make in every run.</summary>
public static class TestCertificates
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Rsa(string commonName, int bits = 2048)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(From, From.AddYears(10));
    }

    public static X509Certificate2 EllipticCurve(string commonName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256).CreateSelfSigned(From, From.AddYears(10));
    }
}
