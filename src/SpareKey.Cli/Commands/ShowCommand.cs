using System.CommandLine;
using System.Security.Cryptography;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Core.Show;

namespace SpareKey.Cli.Commands;

internal static class ShowCommand
{
    public static Command Create(CliContext context)
    {
        var snapshot = CommonOptions.Snapshot();
        var key = new KeyOptions();
        var item = new Option<string?>("--item") { Description = "Print this item, by id or title", HelpName = "ID" };
        var reveal = new Option<bool>("--reveal") { Description = "Print concealed values too" };
        var command = new DocumentedCommand("show", "Show a snapshot's header; with a key its vaults and items, or one item")
        {
            Example = "sparekey show 1password_20261121T020000Z.sparekey.zip\nsparekey show SNAPSHOT --key recovery.pfx --password-file password.txt --item q5w6…",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage, ExitCode.VerificationFailed, ExitCode.NoKeyMatches],
        };
        command.Arguments.Add(snapshot);
        key.AddTo(command);
        command.Options.Add(item);
        command.Options.Add(reveal);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (destination, name) = SnapshotArgument.Resolve(parsed.GetRequiredValue(snapshot), context.Clock);
            var useCase = new ShowUseCase(destination);
            using var opened = parsed.GetValue(item) is null ? key.Open(parsed, context) : key.Require(parsed, context);
            if (opened is null)
                ShowHeader(context, parsed, useCase.Header(name));
            else if (parsed.GetValue(item) is { } wanted)
                ShowItem(context, parsed, await useCase.ItemAsync(name, opened, wanted, cancellationToken), parsed.GetValue(reveal));
            else
                ShowContent(context, parsed, useCase.Content(name, opened));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static void ShowHeader(CliContext context, ParseResult parsed, ShownHeader shown) =>
        Output.Write(context, parsed, HeaderJson.From(shown.Name, shown.Header), (writer, _) => HeaderText.Write(writer, shown.Name, shown.Header), CliJson.Default.HeaderJson);

    private static void ShowContent(CliContext context, ParseResult parsed, ShownContent shown) =>
        Output.Write(context, parsed, shown.Content, (writer, content) => ContentText.Write(writer, shown.Name, shown.Header, content), CliJson.Default.SnapshotContent);

    private static void ShowItem(CliContext context, ParseResult parsed, ShownItem shown, bool reveal)
    {
        try
        {
            if (parsed.GetValue(CommonOptions.Json) && reveal)
                context.Out.Write(shown.Json);
            else if (parsed.GetValue(CommonOptions.Json))
                ItemMask.WriteJson(context.Out, shown.Json);
            else
                Output.WriteText(context, writer => ItemText.Write(writer, shown, reveal));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(shown.Json);
        }
    }
}
