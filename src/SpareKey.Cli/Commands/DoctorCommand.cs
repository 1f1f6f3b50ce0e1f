using System.CommandLine;
using SpareKey.Cli.Composition;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Backup;
using SpareKey.Core.Doctor;
using SpareKey.Core.Errors;
using SpareKey.Destinations.Folder;

namespace SpareKey.Cli.Commands;

internal static class DoctorCommand
{
    private const int MaxCertificateBytes = 64 * 1024;

    public static Command Create(CliContext context)
    {
        var op = CommonOptions.Op();
        var recipients = CommonOptions.RecipientFiles();
        var destination = new Option<string?>("--destination") { Description = "Folder for the snapshots", HelpName = "DIR" };
        var state = CommonOptions.StateDir();
        var timeout = CommonOptions.Timeout();
        var command = new DocumentedCommand("doctor", "Check op, sign-in, certificates, destination, lock and clock")
        {
            Example = "sparekey doctor --recipient safe1/recovery.cer --destination /srv/backups",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage, ExitCode.NotPermitted, ExitCode.Interrupted],
        };
        foreach (var option in new Option[] { recipients, destination, op, timeout, state })
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var source = OpSource.Create(context, OpSourceOptions.Check(parsed.GetValue(op), 1, parsed.GetValue(timeout)));
            var files = (parsed.GetValue(recipients) ?? []).Select(file => new RecipientFile(file, InputFiles.ReadAll(file, MaxCertificateBytes)));
            var place = parsed.GetValue(destination) is { } folder ? new FolderDestination(folder, context.Clock) : null;
            var parts = new DoctorParts(source, [.. files], place, MachineState.Open(parsed.GetValue(state)), context.HardeningProblem);
            var result = await new DoctorUseCase(parts, context.Clock).RunAsync(cancellationToken);
            Output.Write(context, parsed, DoctorJson.From(result), (writer, _) => DoctorText.Write(writer, result), CliJson.Default.DoctorJson);
            return (int)result.ExitCode;
        });
        return command;
    }
}
