using System.Text.Json;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Model;

/// <summary>What a list shows of an item. Parsed only when asked: counting and looking up by id need no JSON.</summary>
internal sealed class Overview(string id, bool archived, string json)
{
    private static readonly string[] Keys =
        ["id", "title", "favorite", "tags", "version", "state", "vault", "category", "last_edited_by", "created_at", "updated_at", "additional_information", "urls"];

    private JsonObject? _parsed;

    public string Id => id;

    public bool IsArchived => archived;

    public string RawJson => json;

    public JsonObject Json => _parsed ??= (JsonObject)JsonNode.Parse(json)!;

    public string Title => Json.Text("title") ?? "";

    public string Category => Json.Text("category") ?? "";

    public static Overview Of(string id, JsonObject item)
    {
        var list = new JsonObject();
        foreach (var key in Keys)
        {
            if (key == "vault") { list["vault"] = null; continue; }
            if (key == "id") { list.Set("id", id); continue; }
            if (IsWorthShowing(item[key])) list[key] = item[key]!.DeepClone();
        }
        return new Overview(id, item.Text("state") == "ARCHIVED", System.Text.Encoding.UTF8.GetString(GoJson.CompactLine(list)).TrimEnd('\n'));
    }

    /// <summary>The list's object: the vault goes into its place here, since a vault can be renamed.</summary>
    public JsonObject InVault(string vaultId, string vaultName)
    {
        Json["vault"] = new JsonObject { ["id"] = JsonValue.Create(vaultId), ["name"] = JsonValue.Create(vaultName) };
        return Json;
    }

    private static bool IsWorthShowing(JsonNode? node) => node switch
    {
        null => false,
        JsonArray list => list.Count > 0,
        JsonValue value => value.GetValueKind() is not JsonValueKind.False && !(value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0),
        _ => true,
    };
}
