using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Stdin;

/// <summary>JSON on standard input: one object, several one after another, or arrays of them.</summary>
internal static class JsonDocuments
{
    public static bool LooksLikeJson(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)) return b is (byte)'{' or (byte)'[';
        return false;
    }

    public static List<JsonObject> Parse(ReadOnlySpan<byte> bytes)
    {
        var found = new List<JsonObject>();
        try
        {
            if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read()) Take(JsonNode.Parse(ref reader), found);
            return found;
        }
        catch (JsonException) { throw new OpError(Texts.Line(found.Count + 1, Texts.InvalidPipedJson)); }
    }

    private static void Take(JsonNode? node, List<JsonObject> found)
    {
        if (node is JsonObject map) { found.Add(map); return; }
        if (node is not JsonArray list) throw new JsonException("neither object nor array");
        foreach (var element in list)
            found.Add(element as JsonObject ?? throw new JsonException("an array of something else than objects"));
    }
}
