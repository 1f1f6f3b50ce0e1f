using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SpareKey.TestKit;

namespace SpareKey.Archive.Tests;

public sealed class RecipientTests
{
    private const string Password = "correct horse";
    private static readonly RecoveryCertificate Recovery = RecoveryCertificate.Create("Recovery 2026", 20, Made.Created, Password);
    private static readonly byte[] Pem = Encoding.ASCII.GetBytes(Recovery.CertificatePem);

    [Fact]
    public async Task A_recovery_certificate_opens_what_is_sealed_for_it()
    {
        using var recipient = RecipientCertificate.Load(Pem);
        Assert.Equal((Recovery.Thumbprint, 4096, "CN=Recovery 2026", Made.Created.AddYears(20)), (recipient.Thumbprint, recipient.KeyBits, recipient.Subject, recipient.NotAfter));
        var made = await Made.SmallAsync(Made.NewSettings(4096) with { Recipients = [recipient, TestRecipient.Ben.Certificate] });
        using var key = RecoveryKey.Open(Recovery.Pfx.Span, Password);
        Assert.Equal((Recovery.Thumbprint, "***"), (key.Thumbprint, key.ToString()));
        Assert.Empty((await made.VerifyAsync(request => request with { RecoveryKey = key })).Findings);
    }

    [Fact]
    public async Task Openssl_opens_the_pfx_and_sees_strong_protection_everywhere()
    {
        using var folder = new TempFolder();
        await folder.WriteAsync("r.pfx", Recovery.Pfx);
        var info = (await StockTool.RunAsync("openssl", ["pkcs12", "-in", "r.pfx", "-info", "-noout", "-passin", "pass:" + Password], folder.Path)).Expect().Errors;
        Assert.Contains("MAC: sha256, Iteration 600000\n", info, StringComparison.Ordinal);
        Assert.Contains("Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256\n", info, StringComparison.Ordinal);
        Assert.Contains("PKCS7 Encrypted data: PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256\n", info, StringComparison.Ordinal);
        var key = (await StockTool.RunAsync("openssl", ["pkcs12", "-in", "r.pfx", "-nocerts", "-noenc", "-passin", "pass:" + Password], folder.Path)).Expect();
        Assert.Contains("BEGIN PRIVATE KEY", key.Text, StringComparison.Ordinal);
        Assert.NotEqual(0, (await StockTool.RunAsync("openssl", ["pkcs12", "-in", "r.pfx", "-noout", "-passin", "pass:wrong"], folder.Path)).ExitCode);
    }

    [Fact]
    public async Task The_certificate_says_what_it_is_for()
    {
        using var folder = new TempFolder();
        await folder.WriteAsync("r.pem", Pem);
        var text = (await StockTool.RunAsync("openssl", ["x509", "-in", "r.pem", "-noout", "-text"], folder.Path)).Expect().Text;
        Assert.Contains("Key Usage: critical\n                Key Encipherment, Data Encipherment\n", text, StringComparison.Ordinal);
        Assert.Contains("Extended Key Usage: \n                1.3.6.1.4.1.311.80.1\n", text, StringComparison.Ordinal);
        Assert.Contains("CA:FALSE", text, StringComparison.Ordinal);
        Assert.Contains("Subject Key Identifier", text, StringComparison.Ordinal);
        Assert.Contains("(4096 bit)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", Recovery.CertificatePem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_password_is_told_from_a_damaged_file()
    {
        Assert.Throws<WrongPasswordException>(() => RecoveryKey.Open(Recovery.Pfx.Span, "incorrect horse"));
        Assert.Throws<WrongPasswordException>(() => RecoveryKey.Open(Recovery.Pfx.Span, ""));
        Assert.Throws<RecoveryFileException>(() => RecoveryKey.Open(Recovery.Pfx.Span[..500], Password));
        Assert.Throws<RecoveryFileException>(() => RecoveryKey.Open(Pem, Password));
        Assert.Throws<RecoveryFileException>(() => RecoveryKey.Open([], Password));
        Assert.Throws<RecoveryFileException>(() => RecoveryKey.Open(new byte[2_000_000], Password));
    }

    [Fact]
    public void A_pfx_without_a_key_with_another_key_or_with_two_is_refused()
    {
        using var one = TestCertificates.Rsa("one");
        using var two = TestCertificates.Rsa("two");
        using var curve = TestCertificates.EllipticCurve("curve");
        using var bare = X509CertificateLoader.LoadCertificate(one.RawDataMemory.Span);
        var both = new X509Certificate2Collection { one, two }.Export(X509ContentType.Pkcs12, Password)!;
        foreach (var pfx in (byte[][])[bare.Export(X509ContentType.Pkcs12, Password), curve.Export(X509ContentType.Pkcs12, Password), both])
            Assert.Throws<RecoveryFileException>(() => RecoveryKey.Open(pfx, Password));
        using var good = RecoveryKey.Open(one.Export(X509ContentType.Pkcs12, Password), Password);
        Assert.Equal("CN=one", good.Subject);
    }

    [Fact]
    public void A_pfx_with_more_iterations_than_the_bound_is_refused()
    {
        var pfx = RecoveryCertificate.Create("x", 1, Made.Created, Password, 2048, 20_000).Pfx.ToArray();
        var failure = Assert.Throws<RecoveryFileException>(() => RecoveryFile.Load(pfx, Password, maxIterations: 19_999));
        Assert.Contains("19999 iterations", failure.Message, StringComparison.Ordinal);
        using var opened = RecoveryFile.Load(pfx, Password, maxIterations: 20_000);
        Assert.Equal("CN=x", opened.Subject);
    }

    [Fact]
    public void Recipients_are_read_from_der_and_pem()
    {
        using var certificate = TestCertificates.Rsa("x");
        using var fromDer = RecipientCertificate.Load(certificate.RawDataMemory.Span);
        using var fromPem = RecipientCertificate.Load(Encoding.ASCII.GetBytes("some words\r\n" + certificate.ExportCertificatePem()));
        Assert.Equal(fromDer.Thumbprint, fromPem.Thumbprint);
        Assert.Equal(certificate.GetCertHashString(HashAlgorithmName.SHA256), fromDer.Thumbprint, ignoreCase: true);
    }

    [Fact]
    public void What_is_no_recipients_certificate_is_refused_with_a_reason()
    {
        using var certificate = TestCertificates.Rsa("x");
        using var key = certificate.GetRSAPrivateKey()!;
        using var small = TestCertificates.Rsa("small", 1024);
        using var curve = TestCertificates.EllipticCurve("curve");
        using var curveKey = curve.GetECDsaPrivateKey()!;
        Refused("not a certificate"u8.ToArray(), "not a certificate");
        Refused([], "not a certificate");
        Refused(new byte[100_000], "not a certificate");
        Refused(certificate.RawData[..200], "not a certificate");
        Refused(curve.RawData, "no RSA key");
        Refused(small.RawData, "1024 bits");
        foreach (var bytes in (byte[][])[key.ExportPkcs8PrivateKey(), key.ExportRSAPrivateKey(), curveKey.ExportECPrivateKey(), certificate.Export(X509ContentType.Pkcs12)])
            Refused(bytes, "private key");
        Refused(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()), "private key");
        Refused(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n" + key.ExportRSAPrivateKeyPem()), "private key");
        Refused(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n" + curve.ExportCertificatePem()), "more than one");
        Refused(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), "not a certificate");
        Refused("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"u8.ToArray(), "not a certificate");
        Refused("-----BEGIN CERTIFICATE-----\n"u8.ToArray(), "not a certificate");
    }

    [Fact]
    public void A_damaged_certificate_is_refused_or_read_but_never_anything_else()
    {
        var der = TestRecipient.Anna.Certificate.ExportDer();
        for (var i = 0; i < der.Length * 8; i++)
        {
            var changed = der.ToArray();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            var failure = Record.Exception(() => RecipientCertificate.Load(changed).Dispose());
            Assert.True(failure is null or CertificateRejectedException, $"bit {i}: {failure}");
        }
    }

    [Fact]
    public void A_damaged_recovery_file_is_refused_or_opened_but_never_anything_else()
    {
        using var certificate = TestCertificates.Rsa("x");
        var pfx = certificate.ExportPkcs12(new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 100), Password);
        for (var i = 0; i < pfx.Length; i++)
        {
            var changed = pfx.ToArray();
            changed[i] ^= (byte)(1 << (i % 8));
            var failure = Record.Exception(() => RecoveryKey.Open(changed, Password).Dispose());
            Assert.True(failure is null or RecoveryFileException or WrongPasswordException, $"byte {i}: {failure}");
        }
    }

    [Fact]
    public void The_same_recipient_twice_is_refused()
    {
        using var output = new MemoryStream();
        var settings = Made.NewSettings() with { Recipients = [TestRecipient.Anna.Certificate, TestRecipient.Anna.Certificate] };
        Assert.Throws<ArgumentException>(() => new SnapshotWriter(output, settings));
    }

    private static void Refused(byte[] bytes, string reason)
    {
        var failure = Assert.Throws<CertificateRejectedException>(() => RecipientCertificate.Load(bytes));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }
}
