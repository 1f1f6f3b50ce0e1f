using System.ComponentModel;
using System.Diagnostics;

namespace SpareKey.TestKit;

/// <summary>
/// Runs openssl, tar and the like from PATH. A missing tool is an error, not a skip: a format that promises to open
/// without us is only tested where the stock tools are.
/// </summary>
public static class StockTool
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public static async Task<ToolResult> RunAsync(string tool, IEnumerable<string> arguments, string? folder = null, ReadOnlyMemory<byte> input = default)
    {
        using var process = Start(tool, arguments, folder);
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            var output = ReadAsync(process, timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await FeedAsync(process, input, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new ToolResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException failure)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{tool} did not end within {Timeout.TotalSeconds} seconds", failure);
        }
    }

    private static Process Start(string tool, IEnumerable<string> arguments, string? folder)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new InvalidOperationException($"this test needs {tool} on PATH", failure);
        }
    }

    private static async Task<byte[]> ReadAsync(Process process, CancellationToken cancellation)
    {
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
        return output.ToArray();
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException failure) when (failure is not FileNotFoundException)
        {
            // The tool stopped reading; its exit code and messages tell why.
        }
    }
}
