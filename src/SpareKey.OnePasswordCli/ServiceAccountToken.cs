using SpareKey.Core.Errors;

namespace SpareKey.OnePasswordCli;

/// <summary>
/// A service account's token. It leaves this type only into the environment of a child `op`.
/// It is not wiped: a child's environment is built from strings, so wiping one of several copies would promise what it cannot keep.
/// </summary>
public sealed class ServiceAccountToken
{
    private const string Start = "ops_";
    private const int MostCharacters = 16 * 1024;

    private readonly string _text;

    private ServiceAccountToken(string text) => _text = text;

    /// <summary>Takes the token as it stands in an environment variable or a file; blanks around it are dropped.</summary>
    /// <exception cref="UserErrorException">It does not look like a token. The message does not quote it.</exception>
    public static ServiceAccountToken Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        bool looksRight = trimmed.StartsWith(Start, StringComparison.Ordinal)
            && trimmed.Length is > 8 and <= MostCharacters
            && trimmed.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '=' or '.');
        if (!looksRight)
        {
            throw new UserErrorException(
                ExitCode.Usage,
                "the service account token is not one: it does not start with \"ops_\" or holds characters no token has",
                "copy the token again from 1Password; it is one line of about 800 characters");
        }

        return new ServiceAccountToken(trimmed);
    }

    /// <summary>Three asterisks: a token never gets into a text by accident.</summary>
    public override string ToString() => "***";

    internal string DangerousReveal() => _text;

    /// <summary>The text without the token, should a child have printed it.</summary>
    internal string Hide(string words) => words.Replace(_text, "***", StringComparison.Ordinal);
}
