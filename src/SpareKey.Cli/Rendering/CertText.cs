using SpareKey.Core.Certificates;

namespace SpareKey.Cli.Rendering;

internal static class CertText
{
    public static void Write(TextWriter writer, NewCertificateResult result)
    {
        writer.WriteLine($"private key   {result.KeyFile}");
        writer.WriteLine($"certificate   {result.CertificateFile}");
        writer.WriteLine($"valid until   {result.NotAfter:yyyy-MM-dd}");
        writer.WriteLine($"SHA-256       {result.Thumbprint}");
        writer.WriteLine($"SHA-1         {result.Sha1Thumbprint} (what Windows shows)");
        writer.WriteLine();
        writer.WriteLine($"Put {NewCertificateUseCase.KeyName} and its password into a safe, apart from each other, and remove them from this machine.");
        writer.WriteLine($"Leave {NewCertificateUseCase.CertificateName} on the backup machine: it can seal snapshots and open none.");
        writer.WriteLine("Make a second pair for a second safe, and name both with --recipient: whoever loses the only key loses every snapshot.");
    }
}
