using SpareKey.Core.Errors;

namespace SpareKey.Core.Backup;

/// <summary>Words for a destination that failed while a snapshot was being written.</summary>
internal static class WriteFailure
{
    private const int Enospc = 28;
    private const int Edquot = 122;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>A share may refuse a write with "permission denied" long after it let the file be opened.</summary>
    public static bool Is(Exception failure) => failure is UnauthorizedAccessException or (IOException and not (FileNotFoundException or DirectoryNotFoundException));

    public static UserErrorException Explain(string name, string destination, Exception failure)
    {
        var full = failure.HResult is Enospc or Edquot or WindowsDiskFull or WindowsHandleDiskFull;
        return full
            ? new UserErrorException(ExitCode.Failed, $"{destination} is full; {name} was given up", "free some space and run again; earlier snapshots were not touched", failure)
            : new UserErrorException(ExitCode.Failed, $"{destination} failed while {name} was written: {failure.Message.TrimEnd('.')}", "check the disk; earlier snapshots were not touched", failure);
    }
}
