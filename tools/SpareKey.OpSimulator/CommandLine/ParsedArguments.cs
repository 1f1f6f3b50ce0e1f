namespace SpareKey.OpSimulator.CommandLine;

internal sealed class ParsedArguments(CommandSpec command, List<string> positionals, List<(string Name, string Value)> flags)
{
    public CommandSpec Command => command;

    public IReadOnlyList<string> Positionals => positionals;

    public string? Positional(int index) => index < positionals.Count ? positionals[index] : null;

    /// <summary>The last value given, as Go's flag parsers take it.</summary>
    public string? Value(string name)
    {
        for (var i = flags.Count - 1; i >= 0; i--)
            if (flags[i].Name == name) return flags[i].Value;
        return null;
    }

    public bool Has(string name) => Value(name) is not null;

    public bool IsOn(string name) => Value(name) is { } value && value is not ("false" or "0" or "f");

    /// <summary>Every value of a repeatable, comma-separated flag.</summary>
    public List<string> Values(string name) =>
        [.. flags.Where(f => f.Name == name).SelectMany(f => f.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
