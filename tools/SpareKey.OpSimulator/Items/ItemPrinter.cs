using System.Text.Json;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Items;

/// <summary>Puts a stored item into the shape `op item get` prints: key order of the recordings, empty things left out, derived things added.</summary>
internal static class ItemPrinter
{
    private static readonly string[] Keys =
    [
        "id", "title", "favorite", "tags", "version", "state", "vault", "category", "category_id", "last_edited_by", "created_at", "updated_at",
        "additional_information", "urls", "sections", "fields", "files",
    ];

    private static readonly string[] FieldKeys =
        ["id", "section", "type", "purpose", "label", "value", "entropy", "totp", "reference", "password_details", "ssh_formats"];

    public static JsonObject Printable(Call call, Item item, bool justWritten = false)
    {
        var source = (JsonObject)item.Json.DeepClone();
        source.Set("id", item.Id);
        source["vault"] = new JsonObject { ["id"] = JsonValue.Create(item.Vault.Id), ["name"] = JsonValue.Create(item.Vault.Name) };
        if (justWritten || IsFresh(call, item)) UseFreshStamps(source);
        var printed = InOrder(source, Keys, keepEmpty: []);
        if (source["fields"] is JsonArray fields && fields.Count > 0) printed["fields"] = List(fields, f => Field(call, item, f));
        if (source["files"] is JsonArray files && files.Count > 0) printed["files"] = List(files, f => FileEntry(item, f));
        return printed;
    }

    public static JsonObject Field(Call call, Item item, JsonObject field)
    {
        var source = (JsonObject)field.DeepClone();
        source.Set("reference", References.For(item.Vault.Name, item.Vault.Id, item.Title, item.Id, field));
        if (field.Text("type") == "OTP" && OneTimeCode.Now(field.Text("value"), call.Now) is { } code) source.Set("totp", code);
        if (field.Text("$openssh") is { } openSsh && call.Version.IsAtLeast(2, 27)) source["ssh_formats"] = OpenSsh(source.Text("reference")!, openSsh);
        // An id may be empty in old items, and is then still printed.
        return InOrder(source, FieldKeys, keepEmpty: ["id"]);
    }

    private static JsonObject OpenSsh(string reference, string key) => new()
    {
        ["openssh"] = new JsonObject { ["reference"] = JsonValue.Create(reference + "?ssh-format=openssh"), ["value"] = JsonValue.Create(key) },
    };

    public static string ContentPath(Item item, string fileId) => $"/v1/vaults/{item.Vault.Id}/items/{item.Id}/files/{fileId}/content";

    private static JsonObject FileEntry(Item item, JsonObject file)
    {
        var source = (JsonObject)file.DeepClone();
        source.Set("content_path", ContentPath(item, file.Text("id") ?? ""));
        return InOrder(source, ["id", "name", "size", "content_path", "section"], keepEmpty: ["size", "name"]);
    }

    private static bool IsFresh(Call call, Item item) =>
        call.UsesCache && item.Json.Map("$fresh") is { } fresh
        && call.Now - Timestamps.Parse(fresh.Text("updated_at")) < TimeSpan.FromSeconds(call.Model.Account.Number("cache_seconds") ?? 60);

    private static void UseFreshStamps(JsonObject source)
    {
        if (source.Map("$fresh") is not { } fresh) return;
        foreach (var key in (string[])["created_at", "updated_at"])
            if (fresh.Text(key) is { } stamp) source.Set(key, stamp);
    }

    private static JsonArray List(JsonArray from, Func<JsonObject, JsonObject> each)
    {
        var list = new JsonArray();
        foreach (var entry in from)
            if (entry is JsonObject map) list.Add((JsonNode)each(map));
        return list;
    }

    /// <summary>Known keys in their order, then whatever else a person put into the model; nothing empty, nothing hidden.</summary>
    private static JsonObject InOrder(JsonObject source, string[] order, string[] keepEmpty)
    {
        var ordered = new JsonObject();
        foreach (var key in order.Concat(source.Select(p => p.Key).Except(order, StringComparer.Ordinal)))
        {
            if (key.StartsWith('$') || !source.TryGetPropertyValue(key, out var node) || (IsEmpty(node) && !keepEmpty.Contains(key))) continue;
            ordered[key] = node!.DeepClone();
        }
        return ordered;
    }

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonArray list => list.Count == 0,
        JsonValue value => value.GetValueKind() == JsonValueKind.False || (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0),
        _ => false,
    };
}
