using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SpareKey.Campaigns.OpFaults;

/// <summary>A rule for the simulator: which calls, and what goes wrong with them.</summary>
/// <param name="Name">The switch.</param>
/// <param name="Rule">As the simulator reads it.</param>
internal sealed record Fault(string Name, JsonObject Rule)
{
    /// <param name="command">A regular expression for the command, such as "item get".</param>
    /// <param name="name">The switch.</param>
    /// <param name="parameters">Name and value, one after the other.</param>
    public static Fault On(string command, string name, params IReadOnlyList<object> parameters)
    {
        var action = new JsonObject { ["fault"] = name };
        foreach (var pair in parameters.Chunk(2))
            action[(string)pair[0]] = Value(pair[1]);
        return new Fault(name, new JsonObject { ["match"] = new JsonObject { ["command"] = command }, ["action"] = action });
    }

    public Fault Once() => Matching("once", true);

    public Fault From(int call) => Matching("from", call);

    public Fault To(int call) => Matching("to", call);

    public Fault Every(int calls) => Matching("every", calls);

    public Fault InVault(string name) => Matching("vault", name);

    /// <summary>False when none of these calls can meet the rule.</summary>
    public bool CanReach(IEnumerable<string> calls)
    {
        var command = $"^(?:{(string)Rule["match"]!["command"]!})$";
        var from = (int?)Rule["match"]!["from"] ?? 1;
        return calls.Count(call => Regex.IsMatch(call, command, RegexOptions.None, TimeSpan.FromSeconds(1))) >= from;
    }

    private Fault Matching(string key, object value)
    {
        Rule["match"]![key] = Value(value);
        return this;
    }

    private static JsonValue Value(object value) => value switch
    {
        int number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        _ => throw new ArgumentException("not a parameter of a fault", nameof(value)),
    };
}
