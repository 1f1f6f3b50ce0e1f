using System.Globalization;
using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Faults;

/// <summary>Desktop unlock and parallel calls: every call that meets another one fails, as was measured with six at once.</summary>
internal static class ParallelCalls
{
    public static bool Meets(Call call, JsonObject action)
    {
        var folder = Path.Combine(call.Model.Root, "running");
        Directory.CreateDirectory(folder);
        var mine = Path.Combine(folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        File.WriteAllText(mine, "");
        try
        {
            var met = Others(folder, mine);
            Pause.For(TimeSpan.FromMilliseconds(FaultPlan.Count(action, "window_ms", 300)));
            return met | Others(folder, mine);
        }
        finally { File.Delete(mine); }
    }

    private static bool Others(string folder, string mine) =>
        Directory.EnumerateFiles(folder).Any(f => f != mine && File.GetLastWriteTimeUtc(f) > File.GetLastWriteTimeUtc(mine).AddSeconds(-30));
}
