using System.Security.Cryptography;
using SpareKey.Core.Errors;
using SpareKey.Core.Secrets;

namespace SpareKey.Cli.Terminal;

/// <summary>Where a password comes from: a file, standard input, or the keyboard; never the command line, which others can read.</summary>
internal static class PasswordSource
{
    public static SecretText Read(CliContext context, string? file, bool fromInput, string prompt)
    {
        if (file is not null && fromInput)
            throw new UserErrorException(ExitCode.Usage, "--password-file and --password-stdin exclude each other", "give one of them");
        if (file is not null)
            return FromFile(file, SecretKind.Password);
        if (fromInput)
            return FromInput(context, SecretKind.Password);
        if (context.InputIsTerminal && context.ErrorIsTerminal)
            return KeyboardSecret.Ask(context.Error, prompt);
        throw new UserErrorException(ExitCode.Usage, "no password given, and there is no terminal to ask on", "give --password-file FILE or --password-stdin");
    }

    public static SecretText FromFile(string file, SecretKind kind) => Read(() => InputFiles.Open(file), file, kind);

    public static SecretText FromInput(CliContext context, SecretKind kind) => Read(context.OpenInput, "standard input", kind);

    /// <summary>A Secret Key from a file, or typed; never from standard input, which may hold the password.</summary>
    public static SecretText SecretKey(CliContext context, string? file)
    {
        if (file is not null)
            return FromFile(file, SecretKind.SecretKey);
        if (context.InputIsTerminal && context.ErrorIsTerminal)
            return KeyboardSecret.Ask(context.Error, "Secret Key");
        throw new UserErrorException(ExitCode.Usage, "no Secret Key given, and there is no terminal to ask on", "give --secret-key-file FILE");
    }

    private static SecretText Read(Func<Stream> open, string origin, SecretKind kind)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(kind.MaxBytes + 1, pinned: true);
        try
        {
            using var stream = open();
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return SecretText.FromUtf8(buffer.AsSpan(0, length), origin, kind);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}
