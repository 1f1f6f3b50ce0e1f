using System.CommandLine;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Certificates;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Commands;

internal static class CertNewCommand
{
    public static Command Create(CliContext context)
    {
        var target = new Option<string>("--out") { Description = "Folder for recovery.pfx and recovery.cer", HelpName = "DIR", Required = true };
        var name = new Option<string>("--cn") { Description = "Name in the certificate", HelpName = "NAME", DefaultValueFactory = _ => "SpareKey recovery" };
        var years = new Option<int>("--years") { Description = "How long it is valid", DefaultValueFactory = _ => 10 };
        var passwordFile = CommonOptions.PasswordFile();
        var passwordStdin = CommonOptions.PasswordStdin();
        var command = new DocumentedCommand("new", "Make a recovery key pair: recovery.pfx for the safe, recovery.cer for the backup machine")
        {
            Example = "openssl rand -base64 24 > password.txt\nsparekey cert new --out safe1 --password-file password.txt",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage],
        };
        foreach (var option in new Option[] { target, name, years, passwordFile, passwordStdin })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            using var password = PasswordSource.ReadNew(context, parsed.GetValue(passwordFile), parsed.GetValue(passwordStdin), "password for the new key");
            var request = new NewCertificateRequest(parsed.GetRequiredValue(target), parsed.GetRequiredValue(name), parsed.GetValue(years));
            var result = new NewCertificateUseCase(context.Folders, context.Clock).Run(request, password);
            Output.Write(context, parsed, result, CertText.Write, CliJson.Default.NewCertificateResult);
            return (int)ExitCode.Done;
        });
        return new Command("cert", "Recovery certificates") { command };
    }
}
