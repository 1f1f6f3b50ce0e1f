using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SpareKey.Platform.Hardening;

/// <summary>
/// Keeps this process's memory, which holds secrets while it works, out of core dumps and away from other processes of the same user.
/// </summary>
public static partial class ProcessHardening
{
    private const int PrSetDumpable = 4;
    private const int RlimitCore = 4;

    /// <summary>Called once at start. Returns what could not be done, for a warning; null where all is well.</summary>
    public static string? Apply()
    {
        if (OperatingSystem.IsLinux())
            return ApplyLinux();
        if (OperatingSystem.IsMacOS())
            return ApplyMacOs();
        return null;
    }

    // PR_SET_DUMPABLE 0: no core dump, no ptrace attach and no /proc/PID/environ for other processes of this user (prctl(2)).
    [SupportedOSPlatform("linux")]
    private static string? ApplyLinux()
    {
        if (PrCtl(PrSetDumpable, 0, 0, 0, 0) != 0)
            return $"cannot forbid core dumps: {Marshal.GetLastPInvokeErrorMessage()}";
        return NoCoreFile() ?? RuntimeDoors.Close();
    }

    [SupportedOSPlatform("macos")]
    private static string? ApplyMacOs() => NoCoreFile() ?? RuntimeDoors.Close();

    // The limit is inherited: op, which holds secrets too, then writes no core file either.
    private static string? NoCoreFile()
    {
        var none = default(ResourceLimit);
        return SetResourceLimit(RlimitCore, in none) == 0 ? null : $"cannot forbid core files: {Marshal.GetLastPInvokeErrorMessage()}";
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ResourceLimit
    {
        public readonly nuint Soft;
        public readonly nuint Hard;
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int PrCtl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetResourceLimit(int resource, in ResourceLimit limit);
}
