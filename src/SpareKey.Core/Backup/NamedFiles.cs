using System.Text.Json;

namespace SpareKey.Core.Backup;

/// <summary>Reads which files an item's JSON names. Everything in it is optional and may have a wrong type.</summary>
internal static class NamedFiles
{
    public static IReadOnlySet<string> In(ReadOnlyMemory<byte> item)
    {
        using var document = JsonDocument.Parse(item, new JsonDocumentOptions { MaxDepth = 128 });
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("files", out var files)
            || files.ValueKind != JsonValueKind.Array)
            return new HashSet<string>(StringComparer.Ordinal);
        return files.EnumerateArray()
            .Where(file => file.ValueKind == JsonValueKind.Object && file.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
            .Select(file => file.GetProperty("id").GetString()!)
            .ToHashSet(StringComparer.Ordinal);
    }
}
