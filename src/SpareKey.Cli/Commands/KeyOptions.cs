using System.CommandLine;
using System.Security.Cryptography;
using SpareKey.Archive;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Commands;

/// <summary>The recovery key and its password, as three options that go together.</summary>
internal sealed class KeyOptions
{
    private const int MaxKeyBytes = 1024 * 1024;

    private readonly Option<string?> _key = CommonOptions.Key();
    private readonly Option<string?> _passwordFile = CommonOptions.PasswordFile();
    private readonly Option<bool> _passwordStdin = CommonOptions.PasswordStdin();

    public void AddTo(Command command)
    {
        command.Options.Add(_key);
        command.Options.Add(_passwordFile);
        command.Options.Add(_passwordStdin);
    }

    /// <summary>The opened key, or null where none was named.</summary>
    public RecoveryKey? Open(ParseResult parsed, CliContext context) =>
        parsed.GetValue(_key) is { } file ? Open(file, parsed, context) : null;

    public RecoveryKey Require(ParseResult parsed, CliContext context) =>
        Open(parsed, context) ?? throw new UserErrorException(ExitCode.Usage, "no recovery key given", "name it with --key recovery.pfx");

    private RecoveryKey Open(string file, ParseResult parsed, CliContext context)
    {
        var pfx = InputFiles.ReadAll(file, MaxKeyBytes);
        using var password = PasswordSource.Read(context, parsed.GetValue(_passwordFile), parsed.GetValue(_passwordStdin), $"password of {Path.GetFileName(file)}");
        try
        {
            return RecoveryKey.Open(pfx, password.Reveal());
        }
        catch (WrongPasswordException failure)
        {
            throw new UserErrorException(ExitCode.NoKeyMatches, $"{file} does not open with this password", "check the password; the file itself may also be damaged", failure);
        }
        catch (RecoveryFileException failure)
        {
            throw new UserErrorException(ExitCode.Usage, $"{file}: {failure.Message}", "give the recovery.pfx that sparekey cert new wrote", failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pfx);
        }
    }
}
