using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SpareKey.OpSimulator.Faults;

/// <summary>Faults of the process itself: waiting, hanging, not dying, leaving someone behind.</summary>
internal static class ProcessFaults
{
    private const int Long = 600;

    public static void BeforeOutput(FaultPlan plan, Action onHang)
    {
        if (plan.Get("delay") is { } delay) Pause.For(TimeSpan.FromMilliseconds(FaultPlan.Count(delay, "milliseconds", 500)));
        foreach (var name in (string[])["hang-before-output", "hang-on-stdin"])
            if (plan.Get(name) is { } hang) Hang(hang, onHang);
        if (plan.Get("ignore-sigterm") is { } deaf)
        {
            using var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
            Hang(deaf, onHang);
        }
    }

    public static void AfterOutput(FaultPlan plan, Action onHang)
    {
        if (plan.Get("grandchild") is { } grandchild) LeaveBehind(FaultPlan.Count(grandchild, "seconds", 60));
        if (plan.Get("hang-after-output") is { } hang) Hang(hang, onHang);
    }

    private static void Hang(System.Text.Json.Nodes.JsonObject action, Action onHang)
    {
        onHang();
        Pause.For(TimeSpan.FromSeconds(FaultPlan.Count(action, "seconds", Long)));
    }

    private static void LeaveBehind(int seconds)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? throw new SimulatorError("grandchild: own path is unknown")) { UseShellExecute = false };
        foreach (var word in (string[])["simulator", "hold", seconds.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(word);
        using var child = Process.Start(start);
    }
}
