using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Text;

namespace SpareKey.TestKit;

/// <summary>What a finished program left: exit code, stdout as bytes and as text, stderr.</summary>
public sealed record ProcessRun(int ExitCode, byte[] Output, string Error)
{
    public string Text => Encoding.UTF8.GetString(Output);

    public static async Task<ProcessRun> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        ReadOnlyMemory<byte> input = default,
        string? workingDirectory = null,
        TimeSpan? timeout = null)
    {
        using var limit = new CancellationTokenSource(timeout ?? TimeSpan.FromMinutes(2));
        using var process = Start(program, arguments, environment, workingDirectory);
        var output = ReadAsync(process.StandardOutput.BaseStream, limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await WriteAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ProcessRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException failure)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end in time", failure);
        }
    }

    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach (var (name, value) in environment ?? ReadOnlyDictionary<string, string?>.Empty)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input; its exit code and its words tell why.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, cancellationToken);
        return all.ToArray();
    }
}
