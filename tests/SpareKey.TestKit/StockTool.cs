using System.ComponentModel;

namespace SpareKey.TestKit;

/// <summary>
/// Runs openssl, tar and the like from PATH. A missing tool is an error, not a skip: a format that promises to open
/// without us is only tested where the stock tools are.
/// </summary>
public static class StockTool
{
    private static readonly Dictionary<string, string?> PlainWords = new(StringComparer.Ordinal) { ["LC_ALL"] = "C" };

    public static async Task<ToolResult> RunAsync(string tool, IEnumerable<string> arguments, string? folder = null, ReadOnlyMemory<byte> input = default)
    {
        try
        {
            var run = await ProcessRun.RunAsync(tool, arguments, PlainWords, input, folder);
            return new ToolResult(run.ExitCode, run.Output, run.Error);
        }
        catch (Win32Exception failure)
        {
            throw new InvalidOperationException($"this test needs {tool} on PATH", failure);
        }
    }
}
