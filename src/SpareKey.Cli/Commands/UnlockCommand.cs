using System.CommandLine;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Core.SecretKeys;
using SpareKey.Core.Unlock;

namespace SpareKey.Cli.Commands;

internal static class UnlockCommand
{
    public static Command Create(CliContext context)
    {
        var options = new UnlockOptions();
        var command = new DocumentedCommand("unlock", "Open captured account data with password, Secret Key and e-mail address, and show each layer")
        {
            Example = "sparekey unlock --keysets keysets.json --vaults vaults.json --items items.json --email wendy@example.com\n"
                + "sparekey unlock --keysets keysets.json --vaults vaults.json --email wendy@example.com --password-file pw.txt --secret-key-file sk.txt --explain",
            ExitCodes = [ExitCode.Done, ExitCode.Failed, ExitCode.Usage, ExitCode.Incomplete, ExitCode.NoKeyMatches],
        };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var request = options.Request(parsed);
            using var secretText = PasswordSource.SecretKey(context, parsed.GetValue(options.SecretKeyFile));
            using var secretKey = SecretKeyReading.Read(secretText, parsed.GetValue(options.SecretKeyFile) ?? "the answer");
            using var password = PasswordSource.Read(context, parsed.GetValue(options.PasswordFile), parsed.GetValue(options.PasswordStdin), "account password");
            var reveal = parsed.GetValue(options.Reveal);
            var result = UnlockUseCase.Run(request, password, secretKey);
            Output.Write(context, parsed, UnlockJson.From(result, reveal), (writer, _) => UnlockText.Write(writer, result, reveal), CliJson.Default.UnlockJson);
            return (int)result.ExitCode;
        });
        return command;
    }
}

internal sealed class UnlockOptions
{
    // What the model reads as one document; an account of 100,000 items is a third of it.
    private const int MaxJsonBytes = 256 * 1024 * 1024;

    private readonly Option<string> _keysets = new("--keysets") { Description = "Captured keysets (JSON)", HelpName = "F", Required = true };
    private readonly Option<string[]> _vaults = new("--vaults") { Description = "Captured vaults (JSON)", HelpName = "F", Required = true, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _items = new("--items") { Description = "Captured items (JSON)", HelpName = "F", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _email = new("--email") { Description = "The e-mail address the account signs in with", HelpName = "E", Required = true };
    private readonly Option<bool> _explain = new("--explain") { Description = "Show each layer: its inputs, its parameters, its output's length and fingerprint" };

    public Option<string?> SecretKeyFile { get; } = new("--secret-key-file") { Description = "A file with the Secret Key; otherwise it is asked on the terminal", HelpName = "F" };

    public Option<string?> PasswordFile { get; } = CommonOptions.PasswordFile();

    public Option<bool> PasswordStdin { get; } = CommonOptions.PasswordStdin();

    public Option<bool> Reveal { get; } = CommonOptions.Reveal();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _keysets, _vaults, _items, _email, PasswordFile, PasswordStdin, SecretKeyFile, Reveal, _explain })
            command.Options.Add(option);
    }

    public UnlockRequest Request(ParseResult parsed) => new()
    {
        Email = parsed.GetRequiredValue(_email),
        Keysets = Read(parsed.GetRequiredValue(_keysets)),
        Vaults = [.. parsed.GetRequiredValue(_vaults).Select(Read)],
        Items = [.. (parsed.GetValue(_items) ?? []).Select(Read)],
        Explain = parsed.GetValue(_explain),
    };

    private static CapturedJson Read(string file) => new(file, InputFiles.ReadAll(file, MaxJsonBytes));
}
