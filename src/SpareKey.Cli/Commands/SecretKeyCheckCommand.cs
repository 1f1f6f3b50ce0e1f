using System.CommandLine;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Core.SecretKeys;

namespace SpareKey.Cli.Commands;

internal static class SecretKeyCheckCommand
{
    public static Command Create(CliContext context)
    {
        var file = CommonOptions.SecretKeyFile();
        var command = new DocumentedCommand("check", "Say whether a Secret Key is well formed, and what is wrong with it, without printing it")
        {
            Example = "sparekey secret-key check --secret-key-file sk.txt",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage],
        };
        command.Options.Add(file);
        command.SetAction(parsed =>
        {
            using var key = SecretKeyInput.Read(context, parsed.GetValue(file));
            Output.Write(context, parsed, SecretKeyFacts.Of(key), SecretKeyText.WriteCheck, CliJson.Default.SecretKeyFacts);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
