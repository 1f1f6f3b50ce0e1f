using System.CommandLine;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Core.SecretKeys;

namespace SpareKey.Cli.Commands;

internal static class SecretKeyMaskCommand
{
    public static Command Create(CliContext context)
    {
        var file = CommonOptions.SecretKeyFile();
        var command = new DocumentedCommand("mask", "Print a Secret Key with its secret characters masked")
        {
            Example = "sparekey secret-key mask --secret-key-file sk.txt",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage],
        };
        command.Options.Add(file);
        command.SetAction(parsed =>
        {
            using var key = SecretKeyInput.Read(context, parsed.GetValue(file));
            Output.Write(context, parsed, SecretKeyFacts.Of(key), SecretKeyText.WriteMask, CliJson.Default.SecretKeyFacts);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
