namespace SpareKey.Platform.Hardening;

/// <summary>
/// Ways into this process's memory that the .NET runtime itself opens and for which it has no switch but the environment
/// it was started with.
/// </summary>
public static class RuntimeDoors
{
    // docs: .NET "collect dumps on crash". The runtime reads them before any of our code runs.
    private static readonly string[] CrashDumps = ["DOTNET_DbgEnableMiniDump", "COMPlus_DbgEnableMiniDump"];

    /// <summary>The variable that makes a crash write the whole heap, secrets included, to a file; null where none is set.</summary>
    public static string? CrashDumpVariable(Func<string, string?> environment) =>
        CrashDumps.FirstOrDefault(name => environment(name) is { Length: > 0 } value && value != "0");

    /// <summary>
    /// Takes the diagnostic port and the debugger's pipes out of the temporary folder: whoever can open them can ask the runtime
    /// for a dump of its memory, although PR_SET_DUMPABLE keeps every debugger out. What is not there any more is not an error.
    /// </summary>
    /// <returns>What could not be done, for a warning; null where all is well.</returns>
    internal static string? Close()
    {
        var folder = Path.GetTempPath();
        string[] patterns = [$"dotnet-diagnostic-{Environment.ProcessId}-*-socket", $"clr-debug-pipe-{Environment.ProcessId}-*"];
        try
        {
            foreach (var door in patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)))
                File.Delete(door);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"cannot close the runtime's diagnostic port in {folder}: {failure.Message.TrimEnd('.')}";
        }
    }
}
