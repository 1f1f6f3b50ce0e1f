using System.Security.Cryptography;
using SpareKey.Core.Errors;
using SpareKey.Core.Secrets;

namespace SpareKey.Cli.Terminal;

/// <summary>Where a password comes from: a file, standard input, or the keyboard; never the command line, which others can read.</summary>
internal static class PasswordSource
{
    private const int MaxBytes = 4096;

    public static SecretText Read(CliContext context, string? file, bool fromInput, string prompt)
    {
        if (file is not null && fromInput)
            throw new UserErrorException(ExitCode.Usage, "--password-file and --password-stdin exclude each other", "give one of them");
        if (file is not null)
            return Read(() => InputFiles.Open(file), file);
        if (fromInput)
            return Read(context.OpenInput, "standard input");
        if (context.InputIsTerminal && context.ErrorIsTerminal)
            return KeyboardSecret.Ask(context.Error, prompt);
        throw new UserErrorException(ExitCode.Usage, "no password given, and there is no terminal to ask on", "give --password-file FILE or --password-stdin");
    }

    private static SecretText Read(Func<Stream> open, string origin)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(MaxBytes + 1, pinned: true);
        try
        {
            using var stream = open();
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return SecretText.FromUtf8(buffer.AsSpan(0, length), origin);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}
