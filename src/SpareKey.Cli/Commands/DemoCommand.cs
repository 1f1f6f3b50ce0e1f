using System.CommandLine;
using SpareKey.Cli.Demo;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Commands;

internal static class DemoCommand
{
    public static Command Create(CliContext context)
    {
        var target = new Option<string?>("--out") { Description = "Folder for everything the demo makes; otherwise a new one in the temporary folder", HelpName = "DIR" };
        var simulator = new Option<string?>("--simulator") { Description = "The op simulator; otherwise the one beside sparekey", HelpName = "PATH" };
        var command = new DocumentedCommand("demo", "Show the whole path on a made-up company: back up, verify, extract, and open with stock tools")
        {
            Example = "sparekey demo --out demo",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage, ExitCode.VerificationFailed, ExitCode.Interrupted],
        };
        command.Options.Add(target);
        command.Options.Add(simulator);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetValue(target) ?? Path.Combine(Path.GetTempPath(), $"sparekey-demo-{context.Clock.GetUtcNow():yyyyMMddTHHmmssZ}");
            var place = DemoPlace.Create(context, folder, parsed.GetValue(simulator));
            await new DemoRun(context, place, line => Output.WriteText(context, writer => writer.WriteLine(line))).RunAsync(cancellationToken);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
