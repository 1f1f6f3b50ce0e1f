using SpareKey.Core.Errors;

namespace SpareKey.Core.Secrets;

/// <summary>
/// The least a password must be that guards a recovery key for ten years. A file that lies in a safe can be copied
/// and attacked offline, so guessable ones are refused instead of warned of.
/// </summary>
public static class PasswordRule
{
    public const int LeastCharacters = 14;
    private const int LeastDistinct = 6;

    /// <exception cref="UserErrorException">The password is too short or too regular.</exception>
    public static void Check(SecretText password)
    {
        var text = password.Reveal();
        if (text.Length < LeastCharacters)
            throw Refuse($"shorter than {LeastCharacters} characters");
        if (Distinct(text) < LeastDistinct)
            throw Refuse($"made of fewer than {LeastDistinct} different characters");
        if (Repeats(text))
            throw Refuse("one short pattern repeated");
    }

    private static UserErrorException Refuse(string why) => new(
        ExitCode.Usage,
        $"the password is too weak: it is {why}",
        "make one that nobody guesses, e.g. openssl rand -base64 24, and keep it apart from recovery.pfx");

    private static int Distinct(ReadOnlySpan<char> text)
    {
        var seen = new HashSet<char>();
        foreach (var character in text)
            seen.Add(character);
        return seen.Count;
    }

    private static bool Repeats(ReadOnlySpan<char> text)
    {
        for (var period = 1; period <= text.Length / 2; period++)
        {
            if (text[period..].StartsWith(text[..^period]))
                return true;
        }

        return false;
    }
}
