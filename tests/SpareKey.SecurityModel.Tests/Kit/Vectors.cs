using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests;

/// <summary>Vectors from testvectors/model (always there) and from the folder of published and captured ones (perhaps absent: then the test skips).</summary>
internal static class Vectors
{
    public static string SharedFolder { get; } =
        Environment.GetEnvironmentVariable("SPAREKEY_VECTORS") is { Length: > 0 } named
            ? named
            : Path.Combine(Repository.Root, "..", "shared", "vectors");

    public static JsonObject Own(string name) => Read(Path.Combine(Repository.Root, "testvectors", "model", name));

    public static JsonObject Shared(string name)
    {
        RequireSharedFolder();
        return Read(Path.Combine(SharedFolder, name));
    }

    public static void RequireSharedFolder()
    {
        if (!Directory.Exists(SharedFolder))
            Assert.Skip($"the folder of published vectors is absent: {SharedFolder} (name it in SPAREKEY_VECTORS)");
    }

    private static JsonObject Read(string path) =>
        JsonNode.Parse(File.ReadAllBytes(path))?.AsObject() ?? throw new InvalidOperationException($"{path} is empty");
}

internal static class VectorMembers
{
    public static string Str(this JsonNode node, string name) =>
        node[name]?.GetValue<string>() ?? throw new InvalidOperationException($"the vector has no text \"{name}\"");

    public static int Int(this JsonNode node, string name) =>
        node[name]?.GetValue<int>() ?? throw new InvalidOperationException($"the vector has no number \"{name}\"");

    public static JsonNode Node(this JsonNode node, string name) =>
        node[name] ?? throw new InvalidOperationException($"the vector has no \"{name}\"");

    public static byte[] Hex(this JsonNode node, string name) => Convert.FromHexString(node.Str(name));

    public static byte[] B64(this JsonNode node, string name) =>
        System.Buffers.Text.Base64Url.DecodeFromChars(node.Str(name).TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    public static byte[] Utf8(this JsonNode node) => JsonText.Write(node);
}
