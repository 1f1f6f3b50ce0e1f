using System.Text;
using SpareKey.Cli.Terminal;
using SpareKey.Platform.Files;

namespace SpareKey.Cli.Composition;

internal static class RealContext
{
    private const int OutputBuffer = 64 * 1024;

    public static CliContext Create(string? hardeningProblem, CancellationToken interrupted) => new()
    {
        Out = new BufferedStream(Console.OpenStandardOutput(), OutputBuffer),
        Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true },
        OpenInput = Console.OpenStandardInput,
        InputIsTerminal = !Console.IsInputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Environment = Environment.GetEnvironmentVariable,
        Interrupted = interrupted,
        Clock = TimeProvider.System,
        Folders = new PrivateFolders(),
        HardeningProblem = hardeningProblem,
    };
}
