using System.CommandLine;
using SpareKey.Cli.Composition;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;
using SpareKey.Core.Verify;
using SpareKey.Destinations.Folder;

namespace SpareKey.Cli.Commands;

internal static class VerifyCommand
{
    public static Command Create(CliContext context)
    {
        var snapshot = new Argument<string?>("SNAPSHOT") { Description = "A snapshot file; or all of a folder with --destination", Arity = ArgumentArity.ZeroOrOne };
        var destination = new Option<string?>("--destination") { Description = "Verify every snapshot in this folder, and their chain", HelpName = "DIR" };
        var signer = new Option<string?>("--signer") { Description = "SHA-256 thumbprint of the only signer to believe", HelpName = "HEX" };
        var state = CommonOptions.StateDir();
        var key = new KeyOptions();
        var command = new DocumentedCommand("verify", "Prove snapshots: sealed without a key, every entry with one")
        {
            Example = "sparekey verify --destination /srv/backups\nsparekey verify SNAPSHOT --key recovery.pfx --password-file password.txt",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage, ExitCode.VerificationFailed, ExitCode.NoKeyMatches, ExitCode.Interrupted],
        };
        command.Arguments.Add(snapshot);
        foreach (var option in new Option[] { destination, signer, state })
            command.Options.Add(option);
        key.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (place, name) = Place(parsed.GetValue(snapshot), parsed.GetValue(destination), context.Clock);
            using var opened = key.Open(parsed, context);
            var request = new VerifyRequest { Snapshot = name, Key = opened, Signer = SignerRule.Check(parsed.GetValue(signer)) };
            var progress = new ProgressTalk(context, parsed.GetValue(CommonOptions.Json), parsed.GetValue(CommonOptions.Quiet));
            var result = await new VerifyUseCase(place, MachineState.Open(parsed.GetValue(state))).RunAsync(request, progress.Stage, cancellationToken);
            Output.Write(context, parsed, VerifyJson.From(result), (writer, _) => VerifyText.Write(writer, result), CliJson.Default.VerifyJson);
            return (int)result.ExitCode;
        });
        return command;
    }

    private static (IDestination Destination, string? Name) Place(string? snapshot, string? destination, TimeProvider clock)
    {
        if (snapshot is null == destination is null)
            throw new UserErrorException(ExitCode.Usage, "verify needs a SNAPSHOT or --destination DIR, not both", "sparekey verify --destination /srv/backups");
        return snapshot is null ? (new FolderDestination(destination!, clock), null) : SnapshotArgument.Resolve(snapshot, clock);
    }
}
