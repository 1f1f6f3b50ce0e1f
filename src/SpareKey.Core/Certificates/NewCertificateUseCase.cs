using System.Text;
using SpareKey.Archive;
using SpareKey.Core.Errors;
using SpareKey.Core.Files;
using SpareKey.Core.Secrets;

namespace SpareKey.Core.Certificates;

/// <summary>Makes a recovery key pair: the private half for the safe, the certificate for the backup machine.</summary>
public sealed class NewCertificateUseCase(IPrivateFolders folders, TimeProvider clock)
{
    public const string KeyName = "recovery.pfx";
    public const string CertificateName = "recovery.cer";
    private const int MaxYears = 50;
    private const int MaxNameLength = 64;

    public NewCertificateResult Run(NewCertificateRequest request, SecretText password)
    {
        Check(request);
        PasswordRule.Check(password);
        var folder = folders.OpenOrCreate(request.Out);
        foreach (var name in new[] { KeyName, CertificateName })
        {
            if (folder.Exists(name))
                throw new UserErrorException(ExitCode.Usage, $"{Path.Combine(folder.Path, name)} exists already", "key files are never overwritten; choose another folder with --out");
        }

        var made = RecoveryCertificate.Create(request.CommonName, request.Years, clock.GetUtcNow(), password.Reveal());
        var pem = Encoding.ASCII.GetBytes(made.CertificatePem);
        using var certificate = RecipientCertificate.Load(pem);
        folder.WriteFile(KeyName, made.Pfx.Span);
        try
        {
            folder.WriteFile(CertificateName, pem);
        }
        catch (UserErrorException)
        {
            // Half a pair would be in the way of the next attempt, and look like a key that is in use.
            folder.Delete(KeyName);
            throw;
        }

        return new NewCertificateResult(
            Path.Combine(folder.Path, KeyName),
            Path.Combine(folder.Path, CertificateName),
            certificate.Thumbprint,
            certificate.Sha1Thumbprint,
            certificate.NotAfter);
    }

    private static void Check(NewCertificateRequest request)
    {
        if (request.Years is < 1 or > MaxYears)
            throw new UserErrorException(ExitCode.Usage, $"--years {request.Years} is not between 1 and {MaxYears}", "ten years is a good choice: it outlives most retention rules");
        if (request.CommonName.Length is 0 or > MaxNameLength || request.CommonName.Any(char.IsControl))
            throw new UserErrorException(ExitCode.Usage, "the name is empty, too long or holds control characters", $"give --cn 1 to {MaxNameLength} printable characters");
    }
}

/// <param name="Out">The folder for the two files.</param>
public sealed record NewCertificateRequest(string Out, string CommonName, int Years);

/// <param name="Thumbprint">SHA-256 over the certificate's DER, hex.</param>
/// <param name="Sha1Thumbprint">The thumbprint that Windows shows, hex.</param>
public sealed record NewCertificateResult(string KeyFile, string CertificateFile, string Thumbprint, string Sha1Thumbprint, DateTimeOffset NotAfter);
