using SpareKey.OpSimulator.CommandLine;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Faults;

/// <summary>What a rule can match on: the command, its words, and the vault and item it names.</summary>
internal sealed class CallFacts(IReadOnlyList<string> argv, ParsedArguments args, ModelFolder model)
{
    public IReadOnlyList<string> Argv => argv;

    public string Command => args.Command.Path.Length == 0 && args.IsOn("version") ? "version" : args.Command.Path;

    public string? Vault =>
        args.Value("vault") ?? args.Value("current-vault")
        ?? (Reference is { Length: > 0 } parts ? parts[0] : Command.StartsWith("vault ", StringComparison.Ordinal) ? args.Positional(0) : null);

    public string? Item =>
        Reference is { Length: > 1 } parts ? parts[1]
        : Command.StartsWith("item ", StringComparison.Ordinal) || Command.StartsWith("document ", StringComparison.Ordinal) ? args.Positional(0)
        : null;

    private string[]? Reference => Command == "read" && args.Positional(0) is { } text && text.StartsWith("op://", StringComparison.Ordinal) ? text[5..].Split('/') : null;

    public bool IsVault(string wanted) => Vault is { } given && (given == wanted || model.Vaults().Any(v => Names(v, given) && Names(v, wanted)));

    public bool IsItem(string wanted) => Item is { } given && (given == wanted
        || model.Vaults().Any(v => v.Item(wanted) is { } item && string.Equals(item.Title, given, StringComparison.OrdinalIgnoreCase)));

    private static bool Names(Vault vault, string text) => vault.Id == text || string.Equals(vault.Name, text, StringComparison.OrdinalIgnoreCase);
}
