using System.CommandLine;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Core.Exports;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.Cli.Commands;

internal static class OpenExportCommand
{
    public static Command Create(CliContext context)
    {
        var options = new OpenExportOptions();
        var command = new DocumentedCommand("open-export", "Open a 1PUX file or an OPVault folder: list it, show an item, or extract it")
        {
            Example = "sparekey open-export export.1pux\nsparekey open-export old.opvault --password-file pw.txt --extract /dev/shm/old",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage, ExitCode.Incomplete, ExitCode.NoKeyMatches],
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(options.Path);
            if (Directory.Exists(path))
            {
                using var vault = OpVault(context, parsed, options, path);
                return (int)Run(context, parsed, options, vault);
            }

            options.RefusePassword(parsed, path);
            using var file = InputFiles.Open(path);
            using var export = OpenExportUseCase.OpenOnePux(path, file);
            return (int)Run(context, parsed, options, export);
        });
        return command;
    }

    private static OpenedExport OpVault(CliContext context, ParseResult parsed, OpenExportOptions options, string path)
    {
        var folder = new InputFolder(path);
        if (!OpVaultArchive.LooksLikeOne(folder))
            throw new UserErrorException(ExitCode.Failed, $"{path} is no OPVault: there is no profile.js in it", "give the folder that ends in .opvault, or a .1pux file");
        using var password = PasswordSource.Read(context, parsed.GetValue(options.PasswordFile), parsed.GetValue(options.PasswordStdin), $"password of {Path.GetFileName(path)}");
        return OpenExportUseCase.OpenOpVault(path, folder, password);
    }

    private static ExitCode Run(CliContext context, ParseResult parsed, OpenExportOptions options, OpenedExport export)
    {
        var wanted = parsed.GetValue(options.Item) is { } item ? export.Find(item) : null;
        if (parsed.GetValue(options.Extract) is { } target)
            return Extract(context, parsed, export, wanted is null ? export.Items : [wanted], target);
        var reveal = parsed.GetValue(options.Reveal);
        if (wanted is not null)
        {
            var shown = ExportedItemJson.From(export, wanted, reveal);
            Output.Write(context, parsed, shown, (writer, _) => ExportText.WriteItem(writer, export, wanted, reveal), CliJson.Default.ExportedItemJson);
            return ExitCode.Done;
        }

        Output.Write(context, parsed, ExportJson.From(export), (writer, _) => ExportText.Write(writer, export), CliJson.Default.ExportJson);
        return export.ExitCode;
    }

    private static ExitCode Extract(CliContext context, ParseResult parsed, OpenedExport export, IReadOnlyList<ExportItem> items, string target)
    {
        var result = new ExtractExportUseCase(context.Folders).Run(export, items, target, context.Interrupted);
        Output.Write(context, parsed, result, ExportText.WriteExtracted, CliJson.Default.ExtractedExport);
        return result.ExitCode;
    }
}

internal sealed class OpenExportOptions
{
    public Argument<string> Path { get; } = new("FILE") { Description = "A .1pux file, or a folder that ends in .opvault" };

    public Option<string?> Item { get; } = new("--item") { Description = "Show (or extract) this item only, by id or title", HelpName = "ID" };

    public Option<bool> Reveal { get; } = CommonOptions.Reveal();

    public Option<string?> Extract { get; } = new("--extract") { Description = "Put items and files into this folder: empty, or not there yet", HelpName = "DIR" };

    public Option<string?> PasswordFile { get; } = CommonOptions.PasswordFile();

    public Option<bool> PasswordStdin { get; } = CommonOptions.PasswordStdin();

    public void AddTo(Command command)
    {
        command.Arguments.Add(Path);
        foreach (var option in new Option[] { Item, Reveal, Extract, PasswordFile, PasswordStdin })
            command.Options.Add(option);
    }

    public void RefusePassword(ParseResult parsed, string path)
    {
        if (parsed.GetValue(PasswordFile) is not null || parsed.GetValue(PasswordStdin))
            throw new UserErrorException(ExitCode.Usage, $"{path} is not a folder, and only an OPVault folder has a password", "leave the password out for a 1PUX file");
    }
}
