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
            return FromFile(context, file, SecretKind.Password);
        if (IsTerminal(context))
            return KeyboardSecret.Ask(context, prompt);
        if (fromInput)
            return FromInput(context, SecretKind.Password);
        throw new UserErrorException(ExitCode.Usage, "no password given, and there is no terminal to ask on", "give --password-file FILE or --password-stdin");
    }

    /// <summary>For something new: a typed password is asked for twice, since nothing would show that it was mistyped.</summary>
    public static SecretText ReadNew(CliContext context, string? file, bool fromInput, string prompt)
    {
        var password = Read(context, file, fromInput, prompt);
        if (file is not null || !IsTerminal(context))
            return password;
        using var again = KeyboardSecret.Ask(context, "the same again");
        if (password.IsSameAs(again))
            return password;
        password.Dispose();
        throw new UserErrorException(ExitCode.Usage, "the two passwords differ", "start again; nothing was made");
    }

    public static SecretText FromFile(CliContext context, string file, SecretKind kind) => Waiting.For(() => Read(() => InputFiles.Open(file), file, kind), context.Interrupted);

    /// <summary>From a pipe; a terminal would show what is typed, so there the question is asked without echo.</summary>
    public static SecretText FromInput(CliContext context, SecretKind kind) => IsTerminal(context)
        ? KeyboardSecret.Ask(context, kind.Name)
        : Waiting.For(() => Read(context.OpenInput, "standard input", kind), context.Interrupted);

    /// <summary>A Secret Key from a file, or typed; never from standard input, which may hold the password.</summary>
    public static SecretText SecretKey(CliContext context, string? file)
    {
        if (file is not null)
            return FromFile(context, file, SecretKind.SecretKey);
        if (IsTerminal(context))
            return KeyboardSecret.Ask(context, "Secret Key");
        throw new UserErrorException(ExitCode.Usage, "no Secret Key given, and there is no terminal to ask on", "give --secret-key-file FILE");
    }

    private static bool IsTerminal(CliContext context) => context.InputIsTerminal && context.ErrorIsTerminal;

    private static SecretText Read(Func<Stream> open, string origin, SecretKind kind)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(kind.MaxBytes + 1, pinned: true);
        try
        {
            using var stream = open();
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return SecretText.FromUtf8(buffer.AsSpan(0, length), origin, kind);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw InputFiles.Unreadable(origin, failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}
