using System.Text;
using SpareKey.TestKit;

namespace SpareKey.Cli.Tests;

/// <summary>Runs sparekey on a terminal that `script` makes, and types when it asks.</summary>
internal static class TypedAnswers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="arguments">Of sparekey; without quotation marks.</param>
    /// <param name="answers">A question to wait for, and the keys to press then.</param>
    /// <returns>The exit code, and everything the terminal showed.</returns>
    public static async Task<(int ExitCode, string Screen)> RunAsync(string[] arguments, params (string Question, string Keys)[] answers)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs script of util-linux");
        var command = string.Join(' ', arguments.Prepend(Executables.SpareKey).Select(argument => $"'{argument}'"));
        // A test run in the background hands down that SIGINT is ignored; at a terminal it is not.
        using var process = ProcessRun.Start("env", ["--default-signal=INT", "script", "--quiet", "--return", "--flush", "--command", command, "/dev/null"]);
        using var limit = new CancellationTokenSource(Patience);
        var screen = new StringBuilder();
        foreach (var (question, keys) in answers)
        {
            await ReadUntilAsync(process.StandardOutput, screen, question, limit.Token);
            await process.StandardInput.WriteAsync(keys.AsMemory(), limit.Token);
            await process.StandardInput.FlushAsync(limit.Token);
        }

        screen.Append(await process.StandardOutput.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, screen.ToString());
    }

    private static async Task ReadUntilAsync(StreamReader output, StringBuilder screen, string question, CancellationToken cancellationToken)
    {
        var buffer = new char[256];
        for (var from = screen.Length; !screen.ToString(from, screen.Length - from).Contains(question, StringComparison.Ordinal);)
        {
            var read = await output.ReadAsync(buffer, cancellationToken);
            Assert.True(read > 0, $"it ended without asking for {question}: {screen}");
            screen.Append(buffer, 0, read);
        }

        // The question is there a moment before the echo is off; a person needs longer than that to press a key.
        await Task.Delay(300, cancellationToken);
    }
}
