using System.Diagnostics;
using System.Globalization;

namespace SpareKey.Benchmarks;

/// <summary>The security model beside Node's WebCrypto on the same files, in turn; figures to quote are the ratios.</summary>
internal static class ModelComparison
{
    public static int Run(int rounds)
    {
        using var account = new ModelAccount(Path.Combine("artifacts", "bench", $"model-{Environment.ProcessId}"));
        using var node = new NodeModel(account.Folder);
        var figures = new Dictionary<string, List<double>>(StringComparer.Ordinal) { ["unlock"] = [], ["items"] = [], ["node unlock"] = [], ["node one"] = [], ["node many"] = [] };
        long allocated = 0;
        for (var round = -2; round < rounds; round++)
        {
            var measured = new Dictionary<string, double>(StringComparer.Ordinal);
            var began = Stopwatch.GetTimestamp();
            using var opened = account.Unlock();
            measured["unlock"] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            measured["node unlock"] = node.Ask("unlock");
            var before = GC.GetTotalAllocatedBytes(precise: true);
            began = Stopwatch.GetTimestamp();
            if (account.OpenItems(opened) == 0)
                throw new InvalidOperationException("nothing opened");
            measured["items"] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            measured["node one"] = node.Ask("one");
            measured["node many"] = node.Ask("many");
            foreach (var (name, value) in measured.Where(_ => round >= 0)) // two rounds of warm-up
                figures[name].Add(value);
        }

        Print(figures.ToDictionary(pair => pair.Key, pair => Measured.Median(pair.Value), StringComparer.Ordinal), allocated, rounds);
        return 0;
    }

    private static void Print(Dictionary<string, double> medians, long allocated, int rounds)
    {
        var node = Math.Min(medians["node one"], medians["node many"]);
        Line($"security model beside Node's WebCrypto; {rounds} rounds in turn, medians");
        Line($"unlock, 650,000 iterations    {medians["unlock"],8:0} ms   node {medians["node unlock"],8:0} ms   ratio {medians["unlock"] / medians["node unlock"]:0.00} (goal at most 1.3)");
        Line($"opening {ModelAccount.Items} items          {medians["items"],8:0} ms   node {node,8:0} ms   ratio {medians["items"] / node:0.00} (goal under 0.5)");
        Line($"  node one after the other {medians["node one"]:0} ms, 100 at once {medians["node many"]:0} ms; the faster counts");
        Line($"allocated per item, parsing included: {allocated / (double)ModelAccount.Items / 1024:0.0} KiB");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
