using System.Text;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Platform.Files;

namespace SpareKey.Cli.Composition;

internal static class RealContext
{
    private const int OutputBuffer = 64 * 1024;

    public static CliContext Create(string? hardeningProblem, CancellationToken interrupted) => new()
    {
        Out = new BufferedStream(new StandardStream(Console.OpenStandardOutput, Unwritable), OutputBuffer),
        Error = new StreamWriter(new StandardStream(Console.OpenStandardError, Unheard), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true },
        OpenInput = Console.OpenStandardInput,
        InputIsTerminal = !Console.IsInputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Environment = Environment.GetEnvironmentVariable,
        Interrupted = interrupted,
        Clock = TimeProvider.System,
        Folders = new PrivateFolders(),
        HardeningProblem = hardeningProblem,
    };

    private static UserErrorException Unwritable(Exception failure) => new(
        ExitCode.Failed,
        $"standard output cannot be written: {failure.Message.TrimEnd('.')}",
        "send it elsewhere; a snapshot or a folder that this run finished is there all the same",
        failure);

    // A log on a full disk must not cost the backup. There is nobody left to tell; the exit code still does.
    private static Exception? Unheard(Exception failure) => null;
}
