using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Model;

/// <summary>An item as it lies in the model: the JSON `op` prints, less what is derived at printing, plus hidden keys that start with `$`.</summary>
internal sealed class Item(Vault vault, string id, JsonObject json)
{
    public Vault Vault => vault;

    public string Id => id;

    public JsonObject Json => json;

    public string Title => json.Text("title") ?? "";

    public string Category => json.Text("category") ?? "";

    public bool IsArchived => json.Text("state") == "ARCHIVED";

    public bool IsDocument => Category == "DOCUMENT";

    public IEnumerable<JsonObject> Fields => json.Objects("fields");

    public IEnumerable<JsonObject> Files => json.Objects("files");

    public JsonObject? Field(string id) => Fields.FirstOrDefault(f => f.Text("id") == id);

    /// <summary>Counts the change and stamps it; microseconds are kept aside for as long as `op` would answer from its cache.</summary>
    public void Stamp(DateTimeOffset now, string? by)
    {
        json.Set("version", (json.Number("version") ?? 0) + 1);
        if (by is not null) json.Set("last_edited_by", by);
        json.Set("updated_at", Timestamps.Settled(now));
        var fresh = new JsonObject { ["updated_at"] = JsonValue.Create(Timestamps.Fresh(now)) };
        if (!json.ContainsKey("created_at"))
        {
            json.Set("created_at", Timestamps.Settled(now));
            fresh.Set("created_at", Timestamps.Fresh(now));
        }
        json["$fresh"] = fresh;
    }
}
