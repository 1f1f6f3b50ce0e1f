using SpareKey.Core.Errors;

namespace SpareKey.OnePasswordCli.Connecting;

/// <summary>Finds `op`.</summary>
internal static class OpExecutable
{
    private const string InstallHint = "install the 1Password CLI 2.32.1 or newer (developer.1password.com/docs/cli), or name it with the option for its path";

    /// <exception cref="UserErrorException">There is none.</exception>
    public static string Find(string? explicitPath, IReadOnlyDictionary<string, string> environment)
    {
        if (explicitPath is not null)
        {
            string full = Path.GetFullPath(explicitPath);
            return IsExecutable(full) ? full : throw Missing($"there is no executable file {full}");
        }

        return InPath(environment.GetValueOrDefault("PATH", "")) ?? throw Missing("the 1Password CLI (op) is not in PATH");
    }

    private static string? InPath(string path)
    {
        string name = OperatingSystem.IsWindows() ? "op.exe" : "op";
        foreach (string folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            // A relative entry means the current folder's op, which may be anybody's; it would be given the token.
            if (Path.IsPathFullyQualified(folder) && IsExecutable(Path.Combine(folder, name)))
                return Path.Combine(folder, name);
        }

        return null;
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None);
    }

    private static UserErrorException Missing(string message) => new(ExitCode.Failed, message, InstallHint);
}
