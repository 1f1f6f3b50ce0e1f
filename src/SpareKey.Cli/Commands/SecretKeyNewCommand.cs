using System.CommandLine;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Core.SecretKeys;
using SpareKey.SecurityModel;

namespace SpareKey.Cli.Commands;

internal static class SecretKeyNewCommand
{
    public static Command Create(CliContext context)
    {
        var replaced = new Option<string?>("--replace-file") { Description = "A file with the key to replace: the new one keeps its version and account id", HelpName = "F" };
        var command = new DocumentedCommand("new", "Make a Secret Key and print it once")
        {
            Example = "sparekey secret-key new",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage],
        };
        command.Options.Add(replaced);
        command.SetAction(parsed =>
        {
            using var old = parsed.GetValue(replaced) is { } file ? SecretKeyInput.Read(context, file) : null;
            using var made = NewSecretKeyUseCase.Run(old, SystemRandomness.Instance);
            var talk = new Talk(context.Error, parsed.GetValue(CommonOptions.Json), parsed.GetValue(CommonOptions.Quiet));
            talk.Warn("this key is shown once and kept nowhere; it is a secret, and it opens nothing until an account is made or changed with it");
            Output.Write(context, parsed, new NewSecretKeyJson(made.Reveal()), (writer, json) => writer.WriteLine(json.SecretKey), CliJson.Default.NewSecretKeyJson);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
