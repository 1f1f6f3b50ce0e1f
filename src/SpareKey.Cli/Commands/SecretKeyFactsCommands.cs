using System.CommandLine;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Core.SecretKeys;

namespace SpareKey.Cli.Commands;

/// <summary>Verbs that read a Secret Key and say something of it; they differ in what they print for people.</summary>
internal static class SecretKeyFactsCommands
{
    public static Command Check(CliContext context) =>
        Create(context, "check", "Say whether a Secret Key is well formed, and what is wrong with it, without printing it", SecretKeyText.WriteCheck);

    public static Command Mask(CliContext context) =>
        Create(context, "mask", "Print a Secret Key with its secret characters masked", SecretKeyText.WriteMask);

    private static DocumentedCommand Create(CliContext context, string verb, string description, Action<TextWriter, SecretKeyFacts> text)
    {
        var file = CommonOptions.SecretKeyFile();
        var command = new DocumentedCommand(verb, description)
        {
            Example = $"sparekey secret-key {verb} --secret-key-file sk.txt",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage],
        };
        command.Options.Add(file);
        command.SetAction(parsed =>
        {
            using var key = SecretKeyInput.Read(context, parsed.GetValue(file));
            Output.Write(context, parsed, SecretKeyFacts.Of(key), text, CliJson.Default.SecretKeyFacts);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
