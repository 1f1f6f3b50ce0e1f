using System.CommandLine;
using SpareKey.Cli.Composition;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Core.Secrets;
using SpareKey.Core.Tokens;

namespace SpareKey.Cli.Commands;

internal static class TokenInspectCommand
{
    public static Command Create(CliContext context)
    {
        var file = new Option<string?>("--token-file") { Description = $"A file with the token; otherwise {OpSource.TokenVariable}", HelpName = "F" };
        var stdin = new Option<bool>("--token-stdin") { Description = "Read the token from standard input" };
        var command = new DocumentedCommand("inspect", "Say what a service-account token holds, without its secrets")
        {
            Example = "sparekey token inspect   # reads OP_SERVICE_ACCOUNT_TOKEN\nsparekey token inspect --token-file token.txt",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage],
        };
        command.Options.Add(file);
        command.Options.Add(stdin);
        command.SetAction(parsed =>
        {
            var (text, origin) = Read(context, parsed.GetValue(file), parsed.GetValue(stdin));
            using (text)
                Output.Write(context, parsed, InspectTokenUseCase.Run(text, origin), TokenText.Write, CliJson.Default.InspectedToken);
            return (int)ExitCode.Done;
        });
        return new Command("token", "Service-account tokens") { command };
    }

    private static (SecretText Text, string Origin) Read(CliContext context, string? file, bool fromInput)
    {
        if (file is not null && fromInput)
            throw new UserErrorException(ExitCode.Usage, "--token-file and --token-stdin exclude each other", "give one of them");
        if (file is not null)
            return (PasswordSource.FromFile(context, file, SecretKind.Token), file);
        if (fromInput)
            return (PasswordSource.FromInput(context, SecretKind.Token), "standard input");
        var token = context.Environment(OpSource.TokenVariable);
        if (string.IsNullOrEmpty(token))
            throw new UserErrorException(ExitCode.Usage, $"no token given: {OpSource.TokenVariable} is not set", "set it, or give --token-file FILE or --token-stdin");
        return (SecretText.FromUtf8(System.Text.Encoding.UTF8.GetBytes(token), OpSource.TokenVariable, SecretKind.Token), OpSource.TokenVariable);
    }
}
