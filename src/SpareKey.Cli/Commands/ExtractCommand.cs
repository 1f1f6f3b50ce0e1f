using System.CommandLine;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Core.Extract;

namespace SpareKey.Cli.Commands;

internal static class ExtractCommand
{
    public static Command Create(CliContext context)
    {
        var snapshot = CommonOptions.Snapshot();
        var key = new KeyOptions();
        var target = new Option<string>("--out") { Description = "Folder to fill: empty, or not there yet", HelpName = "DIR", Required = true };
        var vaults = new Option<string[]>("--vault") { Description = "Only these vaults, by name or id", HelpName = "V", AllowMultipleArgumentsPerToken = true };
        var items = new Option<string[]>("--item") { Description = "Only these items, by title or id", HelpName = "I", AllowMultipleArgumentsPerToken = true };
        var command = new DocumentedCommand("extract", "Put a snapshot's content into a folder that only you can read")
        {
            Example = "sparekey extract SNAPSHOT --key recovery.pfx --password-file password.txt --out /dev/shm/restore",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage, ExitCode.VerificationFailed, ExitCode.NoKeyMatches, ExitCode.Interrupted],
        };
        command.Arguments.Add(snapshot);
        key.AddTo(command);
        foreach (var option in new Option[] { target, vaults, items })
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (destination, name) = SnapshotArgument.Resolve(parsed.GetRequiredValue(snapshot), context.Clock);
            var request = new ExtractRequest(name, parsed.GetRequiredValue(target), parsed.GetValue(vaults) ?? [], parsed.GetValue(items) ?? []);
            using var opened = key.Require(parsed, context);
            var result = await new ExtractUseCase(destination, context.Folders).RunAsync(request, opened, cancellationToken);
            Output.Write(context, parsed, result, ExtractText.Write, CliJson.Default.ExtractResult);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
