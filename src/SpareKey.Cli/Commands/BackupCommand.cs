using System.CommandLine;
using SpareKey.Cli.Composition;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Accounts;
using SpareKey.Core.Backup;
using SpareKey.Core.Errors;
using SpareKey.Destinations.Folder;

namespace SpareKey.Cli.Commands;

internal static class BackupCommand
{
    public static Command Create(CliContext context)
    {
        var options = new BackupOptions();
        var command = new DocumentedCommand("backup", "Back up a 1Password account into one sealed, signed snapshot")
        {
            Example = "export OP_SERVICE_ACCOUNT_TOKEN   # from where you keep it\nsparekey backup --recipient safe1/recovery.cer safe2/recovery.cer --destination /srv/backups",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage, ExitCode.Incomplete, ExitCode.NotPermitted, ExitCode.Locked, ExitCode.Interrupted],
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Request(parsed);
            var destination = new FolderDestination(parsed.GetRequiredValue(options.Destination), context.Clock);
            using var source = OpSource.Create(context, options.Source(parsed));
            var observer = new ProgressTalk(context, parsed.GetValue(CommonOptions.Json), parsed.GetValue(CommonOptions.Quiet));
            if (parsed.GetValue(options.DryRun))
                return await DryRunAsync(context, parsed, new DryRunUseCase(source, destination, context.Clock), request, observer, cancellationToken);
            var useCase = new BackupUseCase(source, destination, MachineState.Open(parsed.GetValue(options.StateDir)), context.Clock);
            var result = await Ended(observer, useCase.RunAsync(request, observer, cancellationToken));
            Output.Write(context, parsed, result.ToJson(), (writer, _) => BackupText.Write(writer, result), CliJson.Default.BackupJson);
            return Ended(context, parsed, IncompleteRun.ErrorOf(result));
        });
        return command;
    }

    private static async Task<int> DryRunAsync(
        CliContext context, ParseResult parsed, DryRunUseCase useCase, BackupRequest request, ProgressTalk observer, CancellationToken cancellationToken)
    {
        var result = await Ended(observer, useCase.RunAsync(request, observer, cancellationToken));
        Output.Write(context, parsed, result, DryRunText.Write, CliJson.Default.DryRunResult);
        return Ended(context, parsed, IncompleteRun.ErrorOf(result));
    }

    private static int Ended(CliContext context, ParseResult parsed, UserErrorException? incomplete)
    {
        if (incomplete is null)
            return (int)ExitCode.Done;
        new Talk(context.Error, parsed.GetValue(CommonOptions.Json), parsed.GetValue(CommonOptions.Quiet)).Error(incomplete);
        return (int)incomplete.ExitCode;
    }

    private static async Task<T> Ended<T>(ProgressTalk observer, Task<T> run)
    {
        try
        {
            return await run;
        }
        finally
        {
            observer.End();
        }
    }
}

internal sealed class BackupOptions
{
    private const int MaxCertificateBytes = 64 * 1024;

    private readonly Option<string[]> _recipients = CommonOptions.RecipientFiles();
    private readonly Option<string?> _op = CommonOptions.Op();
    private readonly Option<string> _label = new("--label") { Description = "Names the series of snapshots", HelpName = "L", DefaultValueFactory = _ => "1password" };
    private readonly Option<string[]> _vaults = new("--vault") { Description = "Only these vaults, by name or id", HelpName = "V", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _jobs = new("--jobs") { Description = "Calls of op at the same time (a service account only; behind the desktop app always one)", HelpName = "N", DefaultValueFactory = _ => 4 };
    private readonly Option<int> _timeout = CommonOptions.Timeout();
    private readonly Option<bool> _accept = new("--accept-unreachable") { Description = "Parts that op cannot deliver at all do not make the run incomplete" };

    public Option<string> Destination { get; } = new("--destination") { Description = "Folder for the snapshots; it must exist", HelpName = "DIR", Required = true };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Check everything and say what a run would fetch" };

    public Option<string?> StateDir { get; } = CommonOptions.StateDir();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _recipients, Destination, _op, _label, _vaults, _jobs, _timeout, _accept, DryRun, StateDir })
            command.Options.Add(option);
    }

    public BackupRequest Request(ParseResult parsed) => new()
    {
        Label = LabelRule.Check(parsed.GetRequiredValue(_label)),
        Selection = new VaultSelection(parsed.GetValue(_vaults) ?? []),
        Recipients = [.. (parsed.GetValue(_recipients) ?? []).Select(file => new RecipientFile(file, InputFiles.ReadAll(file, MaxCertificateBytes)))],
        AcceptUnreachable = parsed.GetValue(_accept),
        Tool = ProductName.WithVersion,
    };

    public OpSourceOptions Source(ParseResult parsed) =>
        OpSourceOptions.Check(parsed.GetValue(_op), parsed.GetValue(_jobs), parsed.GetValue(_timeout));
}
