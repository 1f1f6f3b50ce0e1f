using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Commands;

internal static class TemplateFile
{
    public static JsonObject Read(string path)
    {
        try { return JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new OpError($"invalid template file {path}"); }
        catch (JsonException) { throw new OpError($"invalid JSON in template file {path}"); }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException) { throw new OpError($"open {path}: no such file or directory"); }
    }
}
