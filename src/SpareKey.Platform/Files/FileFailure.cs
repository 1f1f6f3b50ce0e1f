using SpareKey.Core.Errors;

namespace SpareKey.Platform.Files;

/// <summary>Runs a file operation and turns what the system answers into words for the person at the keyboard.</summary>
internal static class FileFailure
{
    private const int Enospc = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static T Guard<T>(string verb, string path, Func<string, T> action)
    {
        try
        {
            return action(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Explain(verb, path, failure);
        }
    }

    public static UserErrorException Explain(string verb, string path, Exception failure) =>
        new(ExitCode.Failed, $"cannot {verb} {path}: {Why(failure)}", Hint(failure), failure);

    private static string Why(Exception failure) => failure switch
    {
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        { HResult: Enospc or WindowsDiskFull } => "the disk is full",
        _ => failure.Message.TrimEnd('.'),
    };

    private static string Hint(Exception failure) => failure switch
    {
        UnauthorizedAccessException => "choose a place you may write to, or run as the user who owns it",
        FileNotFoundException or DirectoryNotFoundException => "check the path",
        { HResult: Enospc or WindowsDiskFull } => "free some space, or choose a place with more of it",
        _ => "check the disk and the path, then try again",
    };
}
