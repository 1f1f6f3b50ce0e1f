using System.Runtime.InteropServices;

namespace SpareKey.OpSimulator.Native;

internal static partial class Signals
{
    /// <summary>Ends this process the way a crash does, without running anything more.</summary>
    public static void Die(int signal)
    {
        if (OperatingSystem.IsWindows()) Environment.FailFast("op simulator: a fault asked for a crash");
        if (Kill(Environment.ProcessId, signal) != 0) throw new SimulatorError($"cannot send signal {signal} to itself");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
