using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Fuzz;

/// <summary>Well-formed JSON with values of the wrong kind in the wrong places: what damage to bytes seldom reaches.</summary>
internal static class JsonMutator
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "9223372036854775808", "\"\"", "\"mp\"", "\"A\"", "\"\\u0000\"", "[]", "{}", "[null]", "[{}]", "[[]]", "{\"a\":{}}", "\"A256GCM\"", "\"RSA-OAEP\"", "\"AAAAAAAAAAAAAAAA\"",
    ];

    /// <summary>The document with one value replaced, removed or put in another's place; null where it is no JSON object or array.</summary>
    public static byte[]? Mutate(byte[] seed, Func<int, int> below)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(seed);
        }
        catch (JsonException)
        {
            return null;
        }
        var nodes = Containers(root).ToArray();
        if (nodes.Length == 0)
            return null;
        for (var changes = 1 + below(3); changes > 0; changes--)
            Change(nodes[below(nodes.Length)], nodes[below(nodes.Length)], below);
        return JsonText.Write(root!);
    }

    private static void Change(JsonNode target, JsonNode other, Func<int, int> below)
    {
        var value = below(4) == 0 ? other.DeepClone() : JsonNode.Parse(Values[below(Values.Length)]);
        if (target is JsonObject { Count: > 0 } json)
        {
            var name = json.ElementAt(below(json.Count)).Key;
            if (below(5) == 0)
                json.Remove(name);
            else
                json[name] = value;
        }
        else if (target is JsonArray { Count: > 0 } array)
        {
            var at = below(array.Count);
            if (below(5) == 0)
                array.RemoveAt(at);
            else
                array[at] = value;
        }
    }

    private static IEnumerable<JsonNode> Containers(JsonNode? node)
    {
        if (node is not (JsonObject or JsonArray))
            yield break;
        yield return node;
        var children = node is JsonObject json ? json.Select(member => member.Value) : node.AsArray();
        foreach (var found in children.SelectMany(Containers))
            yield return found;
    }
}
