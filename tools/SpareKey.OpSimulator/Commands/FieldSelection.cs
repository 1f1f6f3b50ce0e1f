using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

/// <summary>`--fields label=username,type=otp`: a bare object for one match, an array for several (recorded), one CSV line for people.</summary>
internal static class FieldSelection
{
    public static void Print(Call call, Item item, string selection)
    {
        var chosen = selection.Split(',').SelectMany(part => Match(item, part.Trim())).ToList();
        if (!call.IsJson)
        {
            call.Out.Print(string.Join(',', chosen.Select(f => ItemText.Value(call, item, f))) + "\n");
            return;
        }
        var printed = chosen.Select(f => ItemPrinter.Field(call, item, f)).ToList();
        if (printed.Count == 1) { call.PrintJson(printed[0]); return; }
        var list = new JsonArray();
        foreach (var field in printed) list.Add((JsonNode)field);
        call.PrintJson(list);
    }

    private static List<JsonObject> Match(Item item, string part)
    {
        var pair = part.Split('=', 2);
        var found = pair.Length == 1
            ? item.Fields.Where(f => f.Text("label") == part || f.Text("id") == part).ToList()
            : pair[0] switch
            {
                "label" => [.. item.Fields.Where(f => f.Text("label") == pair[1] || f.Text("id") == pair[1])],
                "type" => [.. item.Fields.Where(f => string.Equals(f.Text("type"), pair[1], StringComparison.OrdinalIgnoreCase))],
                _ => throw new OpError($"invalid field selector \"{part}\""),
            };
        return found.Count > 0 ? found : throw new OpError(Texts.NoFieldOf(pair[^1], item.Title));
    }
}
