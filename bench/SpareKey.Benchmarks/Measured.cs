using System.Diagnostics;
using System.Globalization;

namespace SpareKey.Benchmarks;

/// <summary>One run of one command: seconds of wall time, and the peak resident set of its largest process in MiB.</summary>
internal sealed record Measured(double Seconds, double PeakMiB, string Output)
{
    /// <summary>Runs through GNU time, which asks the kernel for the peak of a finished process.</summary>
    public static Measured Run(string command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var figures = Path.GetTempPath() + $"bench-{Environment.ProcessId}.time";
        var start = new ProcessStartInfo("/usr/bin/time", ["-f", "%M", "-o", figures, "bash", "-o", "pipefail", "-c", command])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"exit code {process.ExitCode} of: {command}");
        var peak = double.Parse(File.ReadLines(figures).Last(), CultureInfo.InvariantCulture) / 1024;
        File.Delete(figures);
        return new Measured(seconds, peak, output.Trim());
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
