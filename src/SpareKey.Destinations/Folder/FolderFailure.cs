using SpareKey.Core.Errors;

namespace SpareKey.Destinations.Folder;

/// <summary>Turns what a file system answers into words for the administrator.</summary>
internal static class FolderFailure
{
    private const int Eio = 5;
    private const int Enospc = 28;
    private const int Erofs = 30;
    private const int Edquot = 122;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static T Guard<T>(string verb, string path, Func<string, T> action)
    {
        try
        {
            return action(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Explain(verb, path, failure);
        }
    }

    public static UserErrorException Explain(string verb, string path, Exception failure)
    {
        var (why, hint) = Reason(failure);
        return new UserErrorException(ExitCode.Failed, $"cannot {verb} {path}: {why}", hint, failure);
    }

    public static UnreadableSnapshotException Unreadable(string verb, string path, Exception failure)
    {
        var (why, hint) = Reason(failure);
        return new UnreadableSnapshotException($"cannot {verb} {path}: {why}", hint, failure);
    }

    private static (string Why, string Hint) Reason(Exception failure) => failure switch
    {
        UnauthorizedAccessException => ("permission denied", "give the user that runs sparekey read and write permission there"),
        FileNotFoundException or DirectoryNotFoundException => ("it does not exist", "check the path, and that the disk is mounted"),
        { HResult: Enospc or WindowsDiskFull or WindowsHandleDiskFull } => ("the disk is full", "free some space; earlier snapshots were not touched"),
        { HResult: Edquot } => ("the disk quota is used up", "raise the quota or free some space; earlier snapshots were not touched"),
        { HResult: Erofs } => ("the file system is read-only", "mount it writable, or choose another destination"),
        { HResult: Eio } => ("the disk reports an input/output error", "look at the system log and test the disk before you rely on what it holds"),
        _ => (failure.Message.TrimEnd('.'), "check the destination with: sparekey doctor --destination DIR"),
    };
}
