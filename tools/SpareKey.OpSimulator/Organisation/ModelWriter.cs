using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Organisation;

/// <summary>Collects made-up vaults, items and files and writes them as a model folder.</summary>
internal sealed class ModelWriter(string root, SeededSource source)
{
    public SeededSource Source => source;

    public string Root => root;

    public string Editor { get; set; } = "";

    public Vault Vault(string name, string type, string? description, int position, JsonObject access)
    {
        var id = source.Id();
        var created = source.Instant(2017, 2021);
        var record = new JsonObject { ["name"] = JsonValue.Create(name), ["type"] = JsonValue.Create(type), ["position"] = JsonValue.Create(position), ["attribute_version"] = JsonValue.Create(source.Between(1, 5)) };
        record.SetIfAny("description", description);
        record.Set("content_version", 0);
        record.Set("created_at", Timestamps.Settled(created));
        record.Set("updated_at", Timestamps.Settled(created));
        record["access"] = access;
        return new Vault(id, Path.Combine(root, "vaults", id), record);
    }

    public Item Item(Vault vault, string category, string title)
    {
        var id = source.Id();
        var json = CategoryTemplates.Build(Categories.Find(category)!);
        json.Set("id", id);
        json.Set("title", title);
        if (category == "CUSTOM") json.Set("category_id", "115");
        var created = source.Instant(2019, 2023);
        json.Set("version", source.Between(1, 9));
        json.Set("last_edited_by", Editor);
        json.Set("created_at", Timestamps.Settled(created));
        json.Set("updated_at", Timestamps.Settled(created.AddSeconds(source.Between(0, 60_000_000))));
        return new Item(vault, id, json);
    }

    public static void Save(Item item)
    {
        var json = item.Json;
        foreach (var field in item.Fields)
            if (string.IsNullOrEmpty(field.Text("value"))) { field.Remove("value"); if (field.Text("purpose") == "PASSWORD") field.Remove("password_details"); }
        AdditionalInformation.Set(json);
        Directory.CreateDirectory(Path.Combine(item.Vault.Folder, "items"));
        // Nobody reads a folder that is being made, so the file is written in place: ten thousand renames take longer than the rest.
        using (var file = new FileStream(Path.Combine(item.Vault.Folder, "items", item.Id + ".json"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 0)) file.Write(GoJson.Line(Ordered(json)));
        var vault = item.Vault.Record;
        vault.Set("content_version", (vault.Number("content_version") ?? 0) + (json.Number("version") ?? 1));
        if (string.CompareOrdinal(json.Text("updated_at"), vault.Text("updated_at")) > 0) vault.Set("updated_at", json.Text("updated_at"));
    }

    public JsonObject Attach(Item item, string name, byte[] content, JsonObject? section = null)
    {
        var id = source.Id();
        var file = new JsonObject { ["id"] = JsonValue.Create(id), ["name"] = JsonValue.Create(name), ["size"] = JsonValue.Create(content.LongLength) };
        if (section is not null) file["section"] = section.DeepClone();
        item.Json.ListOrNew("files").Add((JsonNode)file);
        item.Vault.SaveContent(item.Id, id, content);
        return file;
    }

    public JsonObject Section(Item item, string? label, string? id = null)
    {
        var section = new JsonObject { ["id"] = JsonValue.Create(id ?? "Section_" + source.Text("0123456789ABCDEF", 32)) };
        if (label is not null) section.Set("label", label);
        item.Json.ListOrNew("sections").Add((JsonNode)section);
        return section;
    }

    public JsonObject Field(Item item, string type, string? label, string? value, JsonObject? section = null, string? id = null)
    {
        var field = new JsonObject { ["id"] = JsonValue.Create(id ?? source.Id()) };
        if (section is not null) field["section"] = section.DeepClone();
        field.Set("type", type);
        if (label is not null) field.Set("label", label);
        if (value is not null) field.Set("value", value);
        item.Json.ListOrNew("fields").Add((JsonNode)field);
        return field;
    }

    public static void Set(Item item, string fieldId, string value)
    {
        var field = item.Field(fieldId) ?? throw new SimulatorError($"the {item.Category} template has no field {fieldId}");
        field.Set("value", value);
        if (field.Text("purpose") == "PASSWORD") field["password_details"] = new JsonObject { ["strength"] = JsonValue.Create(Strength.Of(value)) };
    }

    public static void Url(Item item, string href, bool primary = true, string? label = "website")
    {
        var url = new JsonObject();
        if (label is not null) url.Set("label", label);
        if (primary) url.Set("primary", true);
        url.Set("href", href);
        item.Json.ListOrNew("urls").Add((JsonNode)url);
    }

    /// <summary>A file people like to read has its keys in the order `op` prints.</summary>
    private static JsonObject Ordered(JsonObject json)
    {
        string[] order = ["id", "title", "favorite", "tags", "version", "state", "category", "category_id", "last_edited_by", "created_at", "updated_at", "additional_information", "urls", "sections", "fields", "files"];
        var ordered = new JsonObject();
        foreach (var key in order.Concat(json.Select(p => p.Key)))
            if (!ordered.ContainsKey(key) && json[key] is { } node) ordered[key] = node.DeepClone();
        return ordered;
    }
}
