using System.Runtime.InteropServices;

namespace SpareKey.OnePasswordCli.Processes;

/// <summary>SIGTERM, which the class library cannot send.</summary>
internal static partial class TerminateSignal
{
    private const int SigTerm = 15;

    /// <summary>
    /// Asks one process to end. Its result is of no use: a process that is gone already has done what was asked,
    /// and one that does not listen is killed a moment later.
    /// </summary>
    public static void Send(int processId) => _ = Kill(processId, SigTerm);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
