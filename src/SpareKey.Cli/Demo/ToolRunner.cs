using System.Diagnostics;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Demo;

/// <summary>Runs the stock tools the demo opens a snapshot with. Their output is short; a failure is shown as it is.</summary>
internal static class ToolRunner
{
    public static async Task<string> RunAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start, tool);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new UserErrorException(ExitCode.Failed, $"{Path.GetFileName(tool)} {arguments[0]} failed: {(await error).Trim()}", "see whether the tool works by itself");
        return await output;
    }

    private static Process Start(ProcessStartInfo start, string tool)
    {
        try
        {
            return Process.Start(start) ?? throw new UserErrorException(ExitCode.Failed, $"{tool} did not start", $"install {tool}");
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new UserErrorException(ExitCode.Failed, $"{tool} is not installed", $"install {tool}; the demo opens the snapshot with stock unzip, openssl and tar", failure);
        }
    }
}
