using System.Text.Json;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Model;

/// <summary>Model files: read with comments and trailing commas allowed (people edit them), replaced whole so that no reader meets half a file.</summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions Relaxed = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static JsonNode Read(string path)
    {
        try { return Parse(File.ReadAllBytes(path)) ?? throw new SimulatorError($"{path}: the file holds null"); }
        catch (JsonException e) { throw new SimulatorError($"{path}: not JSON: {e.Message}", e); }
    }

    public static JsonObject ReadMap(string path) => Read(path) as JsonObject ?? throw new SimulatorError($"{path}: expected a JSON object");

    public static JsonObject? ReadMapIfThere(string path)
    {
        try { return ReadMap(path); }
        catch (FileNotFoundException) { return null; }
        catch (DirectoryNotFoundException) { return null; }
    }

    public static JsonNode? Parse(ReadOnlySpan<byte> bytes) =>
        JsonNode.Parse(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, documentOptions: Relaxed);

    public static void Write(string path, JsonNode node) => WriteBytes(path, GoJson.Line(node));

    public static void WriteBytes(string path, ReadOnlySpan<byte> bytes)
    {
        // Rename is atomic only inside one folder, so the draft lies beside its target.
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.Read, 0)) file.Write(bytes);
        File.Move(draft, path, overwrite: true);
    }
}
