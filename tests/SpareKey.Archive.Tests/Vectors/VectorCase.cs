using System.Text.Json.Nodes;

namespace SpareKey.Archive.Tests;

/// <summary>One line of expect.json: which parts must be named without a key, and with it. None means: no finding at all.</summary>
internal sealed record VectorCase(string File, string FileName, string[] WithoutKey, string[] WithKey)
{
    public static List<VectorCase> ReadAll()
    {
        var files = JsonNode.Parse(System.IO.File.ReadAllBytes(VectorFolder.File("expect.json")))!["files"]!.AsArray();
        return [.. files.Select(node => new VectorCase((string)node!["file"]!, (string)node["fileName"]!, Parts(node["withoutKey"]!), Parts(node["withKey"]!)))];
    }

    public JsonObject ToJson() => new()
    {
        ["file"] = File,
        ["fileName"] = FileName,
        ["withoutKey"] = new JsonArray([.. WithoutKey.Select(part => (JsonNode)part)]),
        ["withKey"] = new JsonArray([.. WithKey.Select(part => (JsonNode)part)]),
    };

    private static string[] Parts(JsonNode node) => [.. node.AsArray().Select(part => (string)part!)];
}
