using System.Text.Json;

namespace SpareKey.OnePasswordCli.Json;

/// <summary>A file an item names. Without a size it may be empty: `op` leaves empty values out.</summary>
internal sealed record FileFacts(string? Id, string Name, long? Size);

/// <summary>What has to be known of an item to store it and to find its files.</summary>
internal sealed record ItemFacts(
    ItemKey Key,
    string Title,
    string Category,
    bool Archived,
    long? Version,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<FileFacts> Files)
{
    public bool IsDocument => string.Equals(Category, "DOCUMENT", StringComparison.Ordinal);

    /// <summary>Null when the bytes are no item: bad UTF-8, no JSON, no usable ids.</summary>
    public static ItemFacts? Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument? document = JsonObjects.Parse(json);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } item || item.Id() is not { } id || item.VaultId() is not { } vaultId)
            return null;
        return new ItemFacts(
            new ItemKey(vaultId, id),
            item.Text("title") ?? "",
            item.Text("category") ?? "",
            item.IsArchived(),
            item.Whole("version"),
            item.Instant("updated_at"),
            FilesOf(item));
    }

    private static List<FileFacts> FilesOf(JsonElement item)
    {
        if (!item.TryGetProperty("files", out JsonElement files) || files.ValueKind != JsonValueKind.Array)
            return [];
        return [.. files.EnumerateArray().Select(static file => new FileFacts(file.Id(), file.Text("name") ?? "", file.Whole("size")))];
    }
}
