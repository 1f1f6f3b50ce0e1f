using System.Text;
using SpareKey.Archive;
using SpareKey.TestKit;

namespace SpareKey.Fuzz;

/// <summary>Files that people name on the command line as certificate or key.</summary>
internal static class KeyTargets
{
    public static IEnumerable<FuzzTarget> All =>
    [
        new() { Name = "certificate", Corpus = Certificates, Parse = LoadCertificate, Documented = [typeof(CertificateRejectedException)], Inputs = 3000 },
        new() { Name = "pfx", Corpus = RecoveryFiles, Parse = OpenKey, Documented = [typeof(WrongPasswordException), typeof(RecoveryFileException)], Inputs = 400, Allocation = 4 << 20 },
    ];

    private static void LoadCertificate(byte[] input)
    {
        using var certificate = RecipientCertificate.Load(input);
        _ = certificate.Subject.Length + certificate.Thumbprint.Length + certificate.NotAfter.Year + certificate.NotBefore.Year + certificate.IssuerAndSerial.Length;
    }

    private static void OpenKey(byte[] input)
    {
        using var key = RecoveryKey.Open(input, "secret");
        _ = key.Subject.Length + key.Thumbprint.Length;
    }

    private static List<byte[]> Certificates()
    {
        using var rsa = TestCertificates.Rsa("fuzz");
        using var curve = TestCertificates.EllipticCurve("curve");
        return [rsa.RawData, Encoding.ASCII.GetBytes(rsa.ExportCertificatePem()), curve.RawData, .. CorpusFiles.OfIfAny("certificate")];
    }

    // Few iterations: the bound on their number has its own test, and a mutation may still raise them.
    private static List<byte[]> RecoveryFiles()
    {
        var made = RecoveryCertificate.Create("fuzz", 1, DateTimeOffset.UnixEpoch.AddYears(56), "secret", 2048, 2);
        return [made.Pfx.ToArray(), .. CorpusFiles.OfIfAny("pfx")];
    }
}
