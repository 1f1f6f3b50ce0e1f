using System.Text.Json;

namespace SpareKey.OpSimulator.Tests;

/// <summary>The shape of printed JSON: for every path each distinct sequence of keys with the kinds of their values.</summary>
internal static class JsonShape
{
    public static SortedSet<string> Of(ReadOnlySpan<byte> output)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(output, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            using var document = JsonDocument.ParseValue(ref reader);
            Walk("$", document.RootElement, lines);
        }
        return lines;
    }

    private static void Walk(string path, JsonElement node, SortedSet<string> lines)
    {
        if (node.ValueKind == JsonValueKind.Object)
        {
            lines.Add(path + " " + string.Join(", ", node.EnumerateObject().Select(p => p.Name + ":" + Kind(p.Value))));
            foreach (var property in node.EnumerateObject()) Walk(path + "." + property.Name, property.Value, lines);
        }
        else if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in node.EnumerateArray())
            {
                if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) lines.Add($"{path}[] {Kind(element)}");
                Walk(path + "[]", element, lines);
            }
        }
    }

    private static string Kind(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
