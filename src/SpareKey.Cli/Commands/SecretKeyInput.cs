using SpareKey.Cli.Terminal;
using SpareKey.Core.SecretKeys;
using SpareKey.Core.Secrets;
using SpareKey.SecurityModel;

namespace SpareKey.Cli.Commands;

/// <summary>The Secret Key that a secret-key verb works on: from a file, typed on the terminal, or from standard input.</summary>
internal static class SecretKeyInput
{
    public static SecretKey Read(CliContext context, string? file)
    {
        if (file is null && !context.InputIsTerminal)
            return Read(PasswordSource.FromInput(context, SecretKind.SecretKey), "standard input");
        return Read(PasswordSource.SecretKey(context, file), file ?? "the answer");
    }

    private static SecretKey Read(Core.Secrets.SecretText text, string origin)
    {
        using (text)
            return SecretKeyReading.Read(text, origin);
    }
}
