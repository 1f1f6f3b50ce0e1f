using System.CommandLine;
using System.CommandLine.Help;
using SpareKey.Cli.Terminal;

namespace SpareKey.Cli.Commands;

internal static class RootCommands
{
    public static RootCommand Create(CliContext context)
    {
        var root = new RootCommand("SpareKey backs up 1Password accounts, proves the backups and opens them again")
        {
            CertNewCommand.Create(context),
            BackupCommand.Create(context),
            ListCommand.Create(context),
            ShowCommand.Create(context),
            VerifyCommand.Create(context),
            ExtractCommand.Create(context),
            DoctorCommand.Create(context),
            UnlockCommand.Create(context),
            new Command("secret-key", "Secret Keys: make one, check one, mask one")
            {
                SecretKeyNewCommand.Create(context),
                SecretKeyFactsCommands.Check(context),
                SecretKeyFactsCommands.Mask(context),
            },
            TokenInspectCommand.Create(context),
            OpenExportCommand.Create(context),
            DemoCommand.Create(context),
        };
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(CommonOptions.Quiet);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
