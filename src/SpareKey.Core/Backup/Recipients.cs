using SpareKey.Archive;
using SpareKey.Core.Errors;

namespace SpareKey.Core.Backup;

/// <summary>The certificates a snapshot is sealed to, checked before anything else happens.</summary>
public static class Recipients
{
    private static readonly TimeSpan WarnBefore = TimeSpan.FromDays(90);

    /// <exception cref="UserErrorException">None given, unreadable, unusable, doubled, not yet valid or expired.</exception>
    public static (IReadOnlyList<RecipientCertificate> Certificates, IReadOnlyList<string> Warnings) Load(IReadOnlyList<RecipientFile> files, DateTimeOffset now)
    {
        if (files.Count == 0)
            throw new UserErrorException(ExitCode.Usage, "no recipient certificate given", "name at least one with --recipient recovery.cer; make one with: sparekey cert new");
        var certificates = new List<RecipientCertificate>();
        var warnings = new List<string>();
        foreach (var file in files)
        {
            var certificate = Load(file);
            CheckTime(certificate, file.Origin, now, warnings);
            if (certificates.Any(other => other.Thumbprint == certificate.Thumbprint))
                warnings.Add($"{file.Origin} is named twice");
            else
                certificates.Add(certificate);
        }

        if (certificates.Count == 1)
            warnings.Add("only one certificate can open this snapshot; a second one, in another safe, guards against losing the first");
        return (certificates, warnings);
    }

    private static RecipientCertificate Load(RecipientFile file)
    {
        try
        {
            return RecipientCertificate.Load(file.Content.Span);
        }
        catch (CertificateRejectedException failure)
        {
            throw new UserErrorException(ExitCode.Usage, $"{file.Origin}: {failure.Message}", "give the recovery.cer that sparekey cert new wrote, or any RSA certificate as PEM or DER", failure);
        }
    }

    private static void CheckTime(RecipientCertificate certificate, string origin, DateTimeOffset now, List<string> warnings)
    {
        if (now >= certificate.NotAfter)
        {
            throw new UserErrorException(
                ExitCode.Usage,
                $"{origin} expired on {certificate.NotAfter:yyyy-MM-dd}",
                "make a new pair with: sparekey cert new; keep the old key as long as you keep snapshots made for it");
        }

        if (now < certificate.NotBefore)
            throw new UserErrorException(ExitCode.Usage, $"{origin} is not valid before {certificate.NotBefore:yyyy-MM-dd}", "check this machine's clock");
        if (now + WarnBefore >= certificate.NotAfter)
            warnings.Add($"{origin} expires on {certificate.NotAfter:yyyy-MM-dd}; make a new pair with: sparekey cert new");
    }
}
