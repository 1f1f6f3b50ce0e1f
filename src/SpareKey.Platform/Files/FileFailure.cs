using SpareKey.Core.Errors;

namespace SpareKey.Platform.Files;

/// <summary>Runs a file operation and turns what the system answers into words for the person at the keyboard.</summary>
internal static class FileFailure
{
    public static T Guard<T>(string verb, string path, Func<string, T> action)
    {
        try
        {
            return action(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UserErrorException(ExitCode.Failed, $"cannot {verb} {path}: {Why(failure)}", Hint(failure), failure);
        }
    }

    private static string Why(Exception failure) => failure switch
    {
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        _ => failure.Message.TrimEnd('.'),
    };

    private static string Hint(Exception failure) => failure switch
    {
        UnauthorizedAccessException => "choose a place you may write to, or run as the user who owns it",
        FileNotFoundException or DirectoryNotFoundException => "check the path",
        _ => "check the disk and the path, then try again",
    };
}
