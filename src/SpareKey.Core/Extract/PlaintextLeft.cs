using SpareKey.Core.Errors;

namespace SpareKey.Core.Extract;

/// <summary>An extraction that ends early leaves readable secrets behind: whoever hears of the end must hear of those.</summary>
internal static class PlaintextLeft
{
    public static bool Concerns(Exception failure) => failure is UserErrorException or OperationCanceledException;

    public static UserErrorException Mention(Exception failure, string folder, int files)
    {
        var left = $"{folder} holds {files} whole {(files == 1 ? "file" : "files")} by now: readable secrets, wipe them when you are done";
        return failure is UserErrorException error
            ? new UserErrorException(error.ExitCode, error.Message, $"{error.Hint}; {left}", error)
            : new UserErrorException(ExitCode.Interrupted, "interrupted", left, failure);
    }
}
