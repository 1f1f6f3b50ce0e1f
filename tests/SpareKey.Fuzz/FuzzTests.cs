using System.Diagnostics;
using System.Globalization;
using System.Text;
using SpareKey.TestKit;

namespace SpareKey.Fuzz;

/// <summary>
/// Every parser at a boundary under hostile bytes: only documented failures, memory bounded by the input's size, an end in
/// reasonable time. The bounded form takes the same inputs every time; SPAREKEY_FUZZ_MINUTES takes new ones for that long.
/// </summary>
public sealed class FuzzTests
{
    private const ulong BoundedSeed = 20_261_121;

    private static readonly FuzzTarget[] Targets = [.. OpTargets.All, .. ArchiveTargets.All, .. KeyTargets.All];

    private static readonly Lock Gate = new();

    private static readonly List<string> Rows = [];

    public static TheoryData<string> Names => [.. Targets.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_bytes_end_in_documented_failures_only(string name)
    {
        var target = Targets.Single(target => target.Name == name);
        var watch = Stopwatch.StartNew();
        var budget = TimeSpan.FromMinutes(Minutes() / Targets.Length);
        var seed = Minutes() > 0 ? unchecked((ulong)Stopwatch.GetTimestamp()) : BoundedSeed;
        var run = new FuzzRun(target, seed);
        run.Run(i => Minutes() > 0 ? watch.Elapsed < budget : i < target.Inputs);
        Note(target, seed, run, watch.Elapsed);
        Assert.True(run.Deviations.Count == 0, $"seed {seed}:\n{string.Join('\n', run.Deviations)}");
        Assert.True(run.Accepted > 0, "no input at all was accepted: the corpus does not reach the parser");
    }

    private static double Minutes() =>
        double.TryParse(Environment.GetEnvironmentVariable("SPAREKEY_FUZZ_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : 0;

    private static void Note(FuzzTarget target, ulong seed, FuzzRun run, TimeSpan elapsed)
    {
        lock (Gate)
        {
            Rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {target.Name}: {run.Inputs} inputs, seed {seed} | {(target.Documented.Length == 0 ? "no failure" : string.Join(", ", target.Documented.Select(type => type.Name)))}; memory bounded | {run.Accepted} accepted, {run.Deviations.Count} deviations, slowest {run.Slowest.TotalMilliseconds:F0} ms | {elapsed.TotalSeconds:F2} |\n"));
            var text = new StringBuilder($"# Campaign fuzz ({(Minutes() > 0 ? "long" : "bounded")} form)\n\n| injected | expected | seen | seconds |\n| --- | --- | --- | ---: |\n").AppendJoin("", Rows.Order(StringComparer.Ordinal));
            var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "campaigns")).FullName;
            File.WriteAllText(Path.Combine(folder, "fuzz.md"), text.ToString());
        }
    }
}
