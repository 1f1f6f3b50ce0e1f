using SpareKey.Core.Errors;
using SpareKey.SecurityModel;

namespace SpareKey.Core.Items;

/// <summary>The security model's failures as words for a person: one opaque answer to wrong secrets, and file and place for everything structural.</summary>
internal static class ModelFailure
{
    /// <param name="origin">The file that is read, for messages.</param>
    /// <param name="locked">What to say where it does not open.</param>
    /// <param name="read">What reads it.</param>
    public static T Guard<T>(string origin, LockedWords locked, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnlockFailedException failure)
        {
            throw new UserErrorException(ExitCode.NoKeyMatches, $"{origin} does not open with this {locked.Secrets}", locked.Hint, failure);
        }
        catch (SecurityModelException failure)
        {
            throw new UserErrorException(ExitCode.Failed, $"{origin}: {failure.Message}", locked.StructureHint, failure);
        }
        catch (IOException failure)
        {
            throw new UserErrorException(ExitCode.Failed, $"{origin} cannot be read: {failure.Message.TrimEnd('.')}", "check the disk, then try again", failure);
        }
    }
}

/// <param name="Secrets">The secrets together: which of them is wrong cannot be told, and must not be.</param>
/// <param name="Hint">What to check where they do not fit.</param>
/// <param name="StructureHint">What to check where the file is no such file.</param>
internal sealed record LockedWords(string Secrets, string Hint, string StructureHint);
