using SpareKey.Core.Errors;

namespace SpareKey.Core.Backup;

/// <summary>Words for a destination that failed while a snapshot was being written.</summary>
internal static class WriteFailure
{
    private const int Enospc = 28;
    private const int Edquot = 122;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static UserErrorException Explain(string name, string destination, IOException failure)
    {
        var full = failure.HResult is Enospc or Edquot or WindowsDiskFull or WindowsHandleDiskFull;
        return full
            ? new UserErrorException(ExitCode.Failed, $"{destination} is full; {name} was given up", "free some space and run again; earlier snapshots were not touched", failure)
            : new UserErrorException(ExitCode.Failed, $"{destination} failed while {name} was written: {failure.Message.TrimEnd('.')}", "check the disk; earlier snapshots were not touched", failure);
    }
}
