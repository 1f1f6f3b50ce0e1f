using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpareKey.OpSimulator.CommandLine;
using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Faults;

/// <summary>One rule of faults.json: which calls, and what goes wrong with them.</summary>
internal sealed class FaultRule
{
    private static readonly string[] MatchKeys = ["command", "argv", "vault", "item", "from", "to", "every", "once", "once_per"];
    private readonly JsonObject _match;

    private FaultRule(string key, JsonObject match, JsonObject action)
    {
        Key = key;
        _match = match;
        Action = action;
    }

    /// <summary>Names the rule's counters in state.json: a changed rule starts to count anew.</summary>
    public string Key { get; }

    public JsonObject Action { get; }

    public string Fault => Action.Text("fault")!;

    public static FaultRule Read(JsonNode? node, string where)
    {
        var rule = node as JsonObject ?? throw new SimulatorError($"{where}: a rule is an object with match and action");
        Known(rule, ["match", "action", "comment"], where);
        var conditions = rule.Map("match") ?? throw new SimulatorError($"{where}: match is missing");
        Known(conditions, MatchKeys, where + ".match");
        Kind(conditions, where, JsonValueKind.String, "command", "vault", "item", "once_per");
        CheckPattern(conditions.Text("command"), where);
        Kind(conditions, where, JsonValueKind.Number, "from", "to", "every");
        if (conditions["argv"] is { } argv and not JsonArray) throw new SimulatorError($"{where}.match.argv: expected a list of texts, found {argv.GetValueKind()}");
        if (conditions.Number("every") is <= 0) throw new SimulatorError($"{where}.match.every: expected 1 or more");
        if (conditions.Text("once_per") is { } per && per is not ("argv" or "vault" or "item")) throw new SimulatorError($"{where}.match.once_per: expected argv, vault or item, found '{per}'");
        var action = rule.Map("action") ?? throw new SimulatorError($"{where}: action is missing");
        CheckAction(action, where + ".action");
        return new FaultRule($"{where} {Hash(GoJson.CompactLine(rule))}", conditions, action);
    }

    public bool Concerns(CallFacts facts)
    {
        if (_match.Text("command") is { } pattern && !IsCommand(pattern, facts.Command)) return false;
        if (!_match.Texts("argv").All(wanted => facts.Argv.Any(a => a.Contains(wanted, StringComparison.Ordinal)))) return false;
        return (_match.Text("vault") is not { } vault || facts.IsVault(vault)) && (_match.Text("item") is not { } item || facts.IsItem(item));
    }

    /// <remarks>Most rules name a command in full; the regular expression engine would cost each process more than all the rest.</remarks>
    private static bool IsCommand(string pattern, string command) =>
        pattern == command || (!pattern.All(c => char.IsAsciiLetterLower(c) || c is ' ' or '-') && Regex.IsMatch(command, $"^(?:{pattern})$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Counts the call and says whether the rule strikes this time.</summary>
    public bool Strikes(JsonObject counters, CallFacts facts)
    {
        var bucket = _match.Text("once_per") switch { "argv" => string.Join(' ', facts.Argv), "vault" => facts.Vault ?? "", "item" => facts.Item ?? "", _ => "all" };
        var mine = counters.MapOrNew(Key);
        var n = (mine.Number(bucket) ?? 0) + 1;
        mine.Set(bucket, n);
        if (_match.Flag("once") || _match["once_per"] is not null) return n == 1;
        return n >= (_match.Number("from") ?? 1) && n <= (_match.Number("to") ?? long.MaxValue) && n % (_match.Number("every") ?? 1) == 0;
    }

    public bool IsCounted => MatchKeys.Skip(4).Any(_match.ContainsKey);

    private static void CheckPattern(string? pattern, string where)
    {
        if (pattern is null) return;
        try
        {
            if (!CommandTable.All().Append("version").Any(command => IsCommand(pattern, command)))
                throw new SimulatorError($"{where}.match.command: no command is named like '{pattern}'");
        }
        catch (ArgumentException e) { throw new SimulatorError($"{where}.match.command: not a regular expression: {e.Message}", e); }
    }

    private static void CheckAction(JsonObject action, string where)
    {
        var name = action.Text("fault") ?? throw new SimulatorError($"{where}: fault is missing");
        var spec = FaultCatalogue.Find(name) ?? throw new SimulatorError($"{where}: unknown fault '{name}'; 'op simulator faults' lists them");
        Known(action, [.. spec.Parameters.Select(p => p.Split(':')[0]), "fault"], $"{where} of {name}");
        foreach (var parameter in spec.Parameters.Select(p => p.Split(':')))
        {
            if (action[parameter[0]] is not { } value) continue;
            var kind = value.GetValueKind();
            var fits = parameter[1] switch { "n" => kind == JsonValueKind.Number, "b" => kind is JsonValueKind.True or JsonValueKind.False, _ => kind == JsonValueKind.String };
            if (!fits) throw new SimulatorError($"{where}.{parameter[0]}: wrong kind of value ({kind})");
        }
    }

    private static void Known(JsonObject map, string[] keys, string where)
    {
        foreach (var (key, _) in map)
            if (!keys.Contains(key)) throw new SimulatorError($"{where}: unknown key '{key}'; known: {string.Join(", ", keys)}");
    }

    private static void Kind(JsonObject map, string where, JsonValueKind kind, params string[] keys)
    {
        foreach (var key in keys)
            if (map[key] is { } value && value.GetValueKind() != kind) throw new SimulatorError($"{where}.match.{key}: expected {kind}, found {value.GetValueKind()}");
    }

    private static string Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes) hash = unchecked((hash ^ b) * 16777619u);
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
