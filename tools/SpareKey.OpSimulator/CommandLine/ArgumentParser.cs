namespace SpareKey.OpSimulator.CommandLine;

/// <summary>Reads argv as cobra does: flags anywhere, `--flag=value` and `--flag value`, short flags in a bunch, `--` ends the flags.</summary>
internal sealed class ArgumentParser
{
    private readonly List<string> _words = [];
    private readonly List<(string Name, string Value, string Given)> _flags = [];
    private string? _unknown;
    private string? _missing;

    public static ParsedArguments Parse(IReadOnlyList<string> argv)
    {
        var parser = new ArgumentParser();
        parser.Split(argv);
        return parser.Resolve();
    }

    private void Split(IReadOnlyList<string> argv)
    {
        for (var i = 0; i < argv.Count; i++)
        {
            var word = argv[i];
            if (word == "--") { _words.AddRange(argv.Skip(i + 1)); return; }
            if (word.StartsWith("--", StringComparison.Ordinal)) i = Long(argv, i);
            else if (word.Length > 1 && word[0] == '-') i = Shorts(argv, i);
            else _words.Add(word);
        }
    }

    private int Long(IReadOnlyList<string> argv, int i)
    {
        var body = argv[i][2..];
        var equals = body.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? body : body[..equals];
        var flag = FlagTable.Find(name);
        if (flag is null) _unknown ??= "unknown flag: --" + name;
        else if (equals >= 0) _flags.Add((name, body[(equals + 1)..], argv[i]));
        else if (!flag.TakesValue) _flags.Add((name, flag.Optional ? "" : "true", argv[i]));
        else if (i + 1 < argv.Count) { _flags.Add((name, argv[i + 1], argv[i])); return i + 1; }
        else _missing ??= "flag needs an argument: --" + name;
        return i;
    }

    private int Shorts(IReadOnlyList<string> argv, int i)
    {
        var word = argv[i];
        for (var at = 1; at < word.Length; at++)
        {
            var flag = FlagTable.ByShort(word[at]);
            if (flag is null) { _unknown ??= $"unknown shorthand flag: '{word[at]}' in {word}"; return i; }
            if (!flag.TakesValue) { _flags.Add((flag.Name, "true", "-" + word[at])); continue; }
            var rest = word[(at + 1)..].TrimStart('=');
            if (rest.Length > 0) { _flags.Add((flag.Name, rest, "-" + word[at])); return i; }
            if (i + 1 < argv.Count) { _flags.Add((flag.Name, argv[i + 1], "-" + word[at])); return i + 1; }
            _missing ??= $"flag needs an argument: '{word[at]}' in {word}";
        }
        return i;
    }

    private ParsedArguments Resolve()
    {
        var (path, used) = Path();
        var command = CommandTable.Find(path);
        if (command is null) return Group(path, used);
        var rest = _words.Skip(used).ToList();
        if (_unknown is not null) throw Refuse(_unknown, command);
        foreach (var flag in _flags)
            if (!FlagTable.Global.Contains(flag.Name) && !command.Flags.Contains(flag.Name))
                throw Refuse("unknown flag: " + flag.Given.Split('=')[0], command);
        if (_missing is not null) throw Refuse(_missing, command);
        if (!IsHelp) CheckCount(command, rest.Count);
        return new ParsedArguments(command, rest, [.. _flags.Select(f => (f.Name, f.Value))]);
    }

    private bool IsHelp => _flags.Any(f => f.Name == "help");

    private (string Path, int Used) Path()
    {
        var path = "";
        var used = 0;
        while (used < _words.Count && CommandTable.Verbs(path) is { } verbs && verbs.Contains(_words[used]))
            path = path.Length == 0 ? _words[used++] : path + " " + _words[used++];
        return (path, used);
    }

    private ParsedArguments Group(string path, int used)
    {
        var whole = path.Length == 0 ? "op" : "op " + path;
        if (path.Length == 0 && used < _words.Count && NotSimulated.Contains(_words[used]))
            throw new SimulatorError($"'op {_words[used]}' is not simulated");
        if (_unknown is not null) throw new OpError(_unknown) { After = UsageText.ForGroup(path) };
        if (used < _words.Count) throw new OpError($"unknown command \"{_words[used]}\" for \"{whole}\"") { After = UsageText.ForGroup(path) };
        return new ParsedArguments(new CommandSpec(path, "", [], 0, 0), [], [.. _flags.Select(f => (f.Name, f.Value))]);
    }

    private static readonly string[] NotSimulated =
        ["completion", "connect", "environment", "events-api", "inject", "plugin", "run", "ssh", "update"];

    private static void CheckCount(CommandSpec command, int count)
    {
        if (count < command.Least) throw Refuse($"accepts at least {command.Least} arg(s), received {count}", command);
        if (command.Most >= 0 && count > command.Most) throw Refuse($"accepts at most {command.Most} arg(s), received {count}", command);
    }

    private static OpError Refuse(string text, CommandSpec command) => new(text) { After = UsageText.For(command) };
}
