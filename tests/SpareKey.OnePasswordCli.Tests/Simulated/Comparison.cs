using System.Text.Json.Nodes;

namespace SpareKey.OnePasswordCli.Tests.Simulated;

/// <summary>Compares printed items with the model; what `op` derives when it prints (references, codes) is not in the model.</summary>
internal static class Comparison
{
    public static void SameItem(JsonObject model, byte[] printed)
    {
        Assert.Equal((byte)'{', printed[0]);
        Assert.Equal("}\n"u8.ToArray(), printed[^2..]);
        JsonNode json = JsonNode.Parse(printed)!;
        foreach (string key in (string[])["id", "title", "category", "version", "state", "updated_at"])
            Assert.Equal(model[key]?.ToString(), json[key]?.ToString());
        Assert.Equal(Fields(model), Fields(json));
        Assert.Equal(Part(model, "files", "id"), Part(json, "files", "id"));
    }

    private static List<string> Fields(JsonNode item) => Part(item, "fields", "id", "label", "value");

    private static List<string> Part(JsonNode item, string list, params string[] keys) =>
        [.. (item[list]?.AsArray() ?? []).Select(one => string.Join('|', keys.Select(key => one![key]?.ToString())))];
}
