using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

/// <summary>Turns the JSON a caller sends into an item: what is refused, what is dropped without a word, what is filled in.</summary>
internal static class ItemTemplate
{
    private static readonly string[] Kept = ["title", "favorite", "tags", "category", "urls", "sections", "fields"];
    private static readonly string[] FieldKeys = ["id", "section", "type", "purpose", "label", "value"];

    /// <param name="lenient">The caller checks later, when assignments have filled the item.</param>
    public static JsonObject Accept(JsonObject template, bool lenient = false)
    {
        var category = Categories.Find(template.Text("category") ?? "") ?? throw new OpError(Texts.NoCategory);
        CheckFieldTypes(template);
        var item = new JsonObject();
        foreach (var key in Kept)
            if (template[key] is { } node) item[key] = node.DeepClone();
        item.Set("category", category.Code);
        if (category.Code == "CUSTOM") item.Set("category_id", template.Text("category_id") ?? category.Uuid);
        if (string.IsNullOrEmpty(item.Text("title"))) item.Set("title", "Untitled " + category.Name);
        item["sections"] = Sections(item);
        item["fields"] = Fields(item, category.Code);
        if (!lenient) Check(item);
        AdditionalInformation.Set(item);
        return item;
    }

    /// <summary>Sign in with…: such a field is printed with type UNKNOWN and cannot be sent back.</summary>
    private static void CheckFieldTypes(JsonObject template)
    {
        var sections = template.Objects("sections").Select(s => s.Text("id")).ToList();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var field in template.Objects("fields"))
        {
            var section = field.Map("section")?.Text("id") ?? "";
            counts[section] = counts.GetValueOrDefault(section) + 1;
            if (field.Text("type") is "UNKNOWN" or "SSO_LOGIN" or "ssoLogin")
                throw new OpError(Texts.Invalid($"details.sections[{Math.Max(0, sections.IndexOf(section))}].fields[{counts[section] - 1}] has unsupported field type: ssoLogin"));
        }
    }

    private static JsonArray Sections(JsonObject item)
    {
        var sections = new JsonArray();
        foreach (var section in item.Objects("sections").ToList())
        {
            var kept = new JsonObject();
            if (section.Text("id") is { } id) kept.Set("id", id);
            else kept.Set("id", Ids.Create());
            if (section.Text("label") is { } label) kept.Set("label", label);
            sections.Add((JsonNode)kept);
        }
        return sections;
    }

    private static JsonArray Fields(JsonObject item, string category)
    {
        var fields = new JsonArray();
        foreach (var field in item.Objects("fields").ToList())
        {
            var kept = new JsonObject();
            foreach (var key in FieldKeys)
                if (field[key] is { } node) kept[key] = node.DeepClone();
            if (string.IsNullOrEmpty(kept.Text("id"))) kept = WithId(kept);
            if (kept.Text("type") is null) kept.Set("type", "STRING");
            // Exit 0, and the key is gone: the trap every restore of SSH keys walks into.
            if (kept.Text("type") == "SSHKEY") continue;
            Complete(kept, category);
            fields.Add((JsonNode)kept);
        }
        return fields;
    }

    private static JsonObject WithId(JsonObject field)
    {
        var withId = new JsonObject { ["id"] = JsonValue.Create(Ids.Create()) };
        foreach (var (key, node) in field)
            if (key != "id") withId[key] = node?.DeepClone();
        return withId;
    }

    public static void Complete(JsonObject field, string category)
    {
        if (field.Text("purpose") is null && CategoryTemplates.Purpose(category, field.Text("id") ?? "") is { } purpose) field.Set("purpose", purpose);
        if (field["value"] is JsonValue number && number.GetValueKind() == JsonValueKind.Number) field.Set("value", number.ToJsonString());
        if (field.Text("value") is not { Length: > 0 } value) { field.Remove("value"); return; }
        if (field.Text("type") == "DATE") field.Set("value", Date(value));
        if (field.Text("type") == "MONTH_YEAR") field.Set("value", value.Replace("/", "", StringComparison.Ordinal));
        if (field.Text("purpose") == "PASSWORD") field["password_details"] = new JsonObject { ["strength"] = JsonValue.Create(Strength.Of(value)) };
    }

    /// <summary>Clients keep dates as noon and a minute UTC, so that no time zone moves the day.</summary>
    public static string Date(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 1)), TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
            : long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? value
            : throw new OpError($"invalid date \"{value}\": use YYYY-MM-DD");

    public static void Check(JsonObject item)
    {
        var ids = item.Objects("sections").Select(s => s.Text("id")).ToList();
        for (var i = 1; i < ids.Count; i++)
            if (ids.IndexOf(ids[i]) < i) throw new OpError(Texts.Invalid($"details.sections[{i}] has non-unique name"));
        if (item.Text("category") == "PASSWORD" && !item.Objects("fields").Any(f => f.Text("purpose") == "PASSWORD" && !string.IsNullOrEmpty(f.Text("value"))))
            throw new OpError(Texts.Invalid("Password item requires ps value"));
    }
}
