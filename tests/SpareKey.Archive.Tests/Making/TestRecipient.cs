using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SpareKey.TestKit;

namespace SpareKey.Archive.Tests;

/// <summary>Somebody who can open snapshots. RSA-2048, because the tests make hundreds of snapshots.</summary>
public sealed class TestRecipient
{
    public const string VectorPassword = "test-data-only";

    public static TestRecipient Anna { get; } = new("Anna");

    public static TestRecipient Ben { get; } = new("Ben");

    public static TestRecipient Cleo { get; } = new("Cleo");

    public TestRecipient(string name)
    {
        using var certificate = TestCertificates.Rsa(name);
        using var key = certificate.GetRSAPrivateKey()!;
        KeyPem = Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
        Certificate = RecipientCertificate.Load(certificate.RawDataMemory.Span);
        Pfx = certificate.ExportPkcs12(new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000), VectorPassword);
        Key = new RecoveryKey(X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable));
    }

    public RecipientCertificate Certificate { get; }

    public RecoveryKey Key { get; }

    public byte[] KeyPem { get; }

    public byte[] Pfx { get; }
}
