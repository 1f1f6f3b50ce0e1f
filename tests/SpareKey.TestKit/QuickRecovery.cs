using System.Security.Cryptography;

namespace SpareKey.TestKit;

/// <summary>
/// A recovery key pair whose passphrase opens it at once. The product's own pairs cost a second of computing on purpose,
/// which a campaign of hundreds of runs cannot pay each time.
/// </summary>
public sealed record QuickRecovery(string Certificate, string Key, string PasswordFile, string Passphrase)
{
    public string[] KeyOptions => ["--key", Key, "--password-file", PasswordFile];

    public static QuickRecovery Make(string folder)
    {
        var made = new QuickRecovery(Path.Combine(folder, "recovery.cer"), Path.Combine(folder, "recovery.pfx"), Path.Combine(folder, "passphrase.txt"), "canary-passphrase-Yb5Dn8rKq2Wz7");
        Directory.CreateDirectory(folder);
        using var pair = TestCertificates.Rsa("quick recovery");
        File.WriteAllText(made.Certificate, pair.ExportCertificatePem());
        File.WriteAllText(made.PasswordFile, made.Passphrase + "\n");
        File.WriteAllBytes(made.Key, pair.ExportPkcs12(new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2000), made.Passphrase));
        return made;
    }
}
