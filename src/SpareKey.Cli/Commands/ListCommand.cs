using System.CommandLine;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Core.Show;
using SpareKey.Destinations.Folder;

namespace SpareKey.Cli.Commands;

internal static class ListCommand
{
    public static Command Create(CliContext context)
    {
        var destination = new Option<string>("--destination") { Description = "Folder with snapshots", HelpName = "DIR", Required = true };
        var command = new DocumentedCommand("list", "List the snapshots in a destination")
        {
            Example = "sparekey list --destination /srv/backups",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage, ExitCode.VerificationFailed],
        };
        command.Options.Add(destination);
        command.SetAction(parsed =>
        {
            var result = new ListUseCase(new FolderDestination(parsed.GetRequiredValue(destination), context.Clock)).Run();
            Output.Write(context, parsed, ListJson.From(result), (writer, _) => ListText.Write(writer, result), CliJson.Default.ListJson);
            return (int)result.ExitCode;
        });
        return command;
    }
}
