using System.CommandLine;

namespace SpareKey.Cli.Commands;

/// <summary>Options that mean the same wherever they stand.</summary>
internal static class CommonOptions
{
    public const string StateDirName = "--state-dir";

    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document, and JSON errors", Recursive = true };

    public static Option<bool> Quiet { get; } = new("--quiet") { Description = "No progress; warnings and errors only", Recursive = true };

    public static Option<string?> StateDir() => new(StateDirName) { Description = "Where this machine remembers its signer and its last snapshots", HelpName = "DIR" };

    public static Option<string?> Op() => new("--op") { Description = "The 1Password CLI to use; otherwise the op on PATH", HelpName = "PATH" };

    public static Option<string[]> RecipientFiles() => new("--recipient") { Description = "A certificate that can open the snapshot; give it twice for two safes", HelpName = "CER", AllowMultipleArgumentsPerToken = true };

    public static Option<string?> PasswordFile() => new("--password-file") { Description = "A file with the password on its first line", HelpName = "F" };

    public static Option<bool> PasswordStdin() => new("--password-stdin") { Description = "Read the password from standard input" };

    public static Option<string?> SecretKeyFile() => new("--secret-key-file") { Description = "A file with the Secret Key; otherwise the terminal or standard input", HelpName = "F" };

    public static Option<bool> Reveal() => new("--reveal") { Description = "Print concealed values too" };

    public static Option<string?> Key() => new("--key") { Description = "The recovery key, from the safe", HelpName = "PFX" };

    public static Argument<string> Snapshot() => new("SNAPSHOT") { Description = "A snapshot file" };

    public static Option<int> Timeout() => new("--timeout")
    {
        Description = "Seconds that one call of op may take",
        HelpName = "T",
        DefaultValueFactory = _ => 120,
    };
}
