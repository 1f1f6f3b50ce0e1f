using System.Text.Json;

namespace SpareKey.DamageCampaigns;

/// <summary>One item of the model against its description in the index, its JSON and its files.</summary>
internal sealed class ItemComparison(OrganisationItem item, string folder)
{
    public string? Difference(JsonElement described)
    {
        if (described.GetProperty("title").GetString() != item.Title || described.GetProperty("archived").GetBoolean() != item.Archived)
            return "title or state differ";
        using var kept = JsonDocument.Parse(File.ReadAllBytes(Inside(described.GetProperty("path").GetString()!)));
        return InJson(kept.RootElement) ?? InFiles([.. described.GetProperty("files").EnumerateArray()]);
    }

    private string? InJson(JsonElement kept)
    {
        if (Text(kept, "title") != item.Title || Text(kept, "category") != item.Category)
            return "title or category differ in the JSON";
        JsonElement[] fields = kept.TryGetProperty("fields", out var list) ? [.. list.EnumerateArray()] : [];
        if (fields.Length != item.Fields.Count)
            return $"{fields.Length} fields of {item.Fields.Count}";
        for (var i = 0; i < fields.Length; i++)
        {
            var (got, want) = (fields[i], item.Fields[i]);
            if (Text(got, "id") != want.Id || Text(got, "label") != want.Label || Text(got, "value") != want.Value)
                return $"field {i} differs";
        }

        return null;
    }

    private string? InFiles(JsonElement[] described)
    {
        if (described.Length != item.Files.Count)
            return $"{described.Length} files of {item.Files.Count}";
        for (var i = 0; i < described.Length; i++)
        {
            if (described[i].GetProperty("name").GetString() != item.Files[i].Name)
                return $"name of file {i} differs";
            if (!File.ReadAllBytes(Inside(described[i].GetProperty("path").GetString()!)).AsSpan().SequenceEqual(item.Files[i].Content))
                return $"content of file {i} differs";
        }

        return null;
    }

    private string Inside(string path) => Path.Combine(folder, path);

    // op leaves empty values out.
    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
