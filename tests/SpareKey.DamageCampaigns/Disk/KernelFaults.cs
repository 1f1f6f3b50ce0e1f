using System.Globalization;
using System.Text.RegularExpressions;
using SpareKey.TestKit;

namespace SpareKey.DamageCampaigns.Disk;

/// <summary>
/// Lets the k-th call of one kind fail, in each thread of the program, with strace's fault injection. The children (op) are
/// let go at their execve, so that only the program itself is hit.
/// </summary>
internal static partial class KernelFaults
{
    private static readonly Lazy<Task<string?>> Missing = new(MissingAsync);

    /// <summary>Skips the test visibly where strace cannot inject.</summary>
    public static async Task RequireAsync()
    {
        var reason = await Missing.Value;
        Assert.SkipUnless(reason is null, reason ?? "");
    }

    /// <param name="scene">Where it runs.</param>
    /// <param name="call">System call.</param>
    /// <param name="effect"><c>error=EIO</c>, or <c>signal=TERM</c>.</param>
    /// <param name="when">Which call of each thread: <c>3</c>, or <c>3+</c> for that and all later ones.</param>
    /// <param name="paths">Only calls about these files; empty for all of the program's calls.</param>
    /// <param name="arguments">What sparekey is started with.</param>
    /// <returns>The run, and the calls that were hit.</returns>
    public static async Task<(ProcessRun Run, string[] Hits)> RunAsync(DiskScene scene, string call, string effect, string when, IReadOnlyList<string> paths, string[] arguments)
    {
        var log = scene.InTemp("strace.txt");
        string[] injecting =
        [
            "-f", "-y", "-b", "execve", "-o", log, "-e", $"trace={call}", "-e", $"inject={call}:{effect}:when={when}",
            .. paths.SelectMany(path => (string[])["-P", path]), Executables.SpareKey, .. arguments,
        ];
        var run = await ProcessRun.RunAsync("strace", injecting, scene.Environment(), timeout: TimeSpan.FromMinutes(5));
        var hits = (await File.ReadAllLinesAsync(log)).Where(line => line.Contains("(INJECTED)", StringComparison.Ordinal)).ToArray();
        File.Delete(log);
        return (run, [.. hits.Select(hit => Call().Match(hit).Value)]);
    }

    /// <summary>Every name a backup may open in the next minutes, beside the fixed ones.</summary>
    public static IReadOnlyList<string> PathsOf(DiskScene scene, DateTimeOffset now)
    {
        var names = Enumerable.Range(0, 120).Select(second => string.Create(CultureInfo.InvariantCulture, $"1password_{now.AddSeconds(second).UtcDateTime:yyyyMMdd'T'HHmmss}Z.sparekey.zip"));
        return
        [
            scene.Destination, Path.Combine(scene.Destination, ".sparekey.lock"), Path.Combine(scene.State, "signer.key"), Path.Combine(scene.State, "heads", "1password.json"),
            .. names.SelectMany(name => (string[])[name + ".partial", name + ".sha256.partial"]).Select(name => Path.Combine(scene.Destination, name)),
            .. scene.Snapshots().Take(1),
        ];
    }

    private static async Task<string?> MissingAsync()
    {
        if (!OperatingSystem.IsLinux())
            return "strace is there on Linux only";
        try
        {
            var trial = await ProcessRun.RunAsync("strace", ["-f", "-y", "-b", "execve", "-o", "/dev/null", "-e", "trace=mkdir", "-e", "inject=mkdir:error=EIO:when=1", "mkdir", "/nonexistent/x"]);
            return trial.Error.Contains("Input/output error", StringComparison.Ordinal) ? null : $"strace cannot inject faults here: {trial.Error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "strace is not installed";
        }
    }

    [GeneratedRegex("[a-z0-9_]+\\(.*", RegexOptions.None, 1000)]
    private static partial Regex Call();
}
