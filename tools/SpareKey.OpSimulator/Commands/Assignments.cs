using System.Text;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

/// <summary>`[section.]field[[type]]=value`. The only way to an attachment, and visible to everyone who can list processes.</summary>
internal static class Assignments
{
    private sealed record Assignment(string? Section, string Field, string? Type, string Value);

    public static void Apply(Item item, IEnumerable<string> statements)
    {
        foreach (var statement in statements)
        {
            var assignment = Parse(statement);
            switch (assignment.Type)
            {
                case "file": Attach(item, assignment); break;
                case "delete": Delete(item, assignment); break;
                default: Assign(item, assignment); break;
            }
        }
        DropEmptySections(item, statements.Any(s => s.Contains("[delete]", StringComparison.Ordinal)));
        AdditionalInformation.Set(item.Json);
    }

    private static Assignment Parse(string statement)
    {
        var parts = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < statement.Length; i++)
        {
            var c = statement[i];
            if (c == '\\' && i + 1 < statement.Length && statement[i + 1] is '.' or '=' or '\\') word.Append(statement[++i]);
            else if (c == '.') { parts.Add(word.ToString()); word.Clear(); }
            else if (c == '=')
            {
                var (field, type) = Typed(word.ToString());
                var section = parts.Count == 0 ? null : string.Join('.', parts);
                return new Assignment(section, field, type, statement[(i + 1)..]);
            }
            else word.Append(c);
        }
        var (name, kind) = Typed(word.ToString());
        if (kind == "delete") return new Assignment(parts.Count == 0 ? null : string.Join('.', parts), name, kind, "");
        throw new OpError($"invalid assignment statement \"{statement}\": expected [<section>.]<field>[[<fieldType>]]=<value>");
    }

    private static (string Name, string? Type) Typed(string text)
    {
        var open = text.LastIndexOf('[');
        return open > 0 && text.EndsWith(']') ? (text[..open], text[(open + 1)..^1].ToLowerInvariant()) : (text, null);
    }

    private static void Assign(Item item, Assignment assignment)
    {
        var field = Find(item, assignment);
        if (field is null)
        {
            field = new JsonObject { ["id"] = JsonValue.Create(Ids.Create()) };
            if (Section(item, assignment.Section) is { } section) field["section"] = section.DeepClone();
            field.Set("type", "STRING");
            field.Set("label", assignment.Field);
            item.Json.ListOrNew("fields").Add((JsonNode)field);
        }
        if (assignment.Type is not null && field.Text("purpose") is null) field.Set("type", Type(assignment.Type));
        SetValue(field, assignment.Value);
        ItemTemplate.Complete(field, item.Category);
    }

    public static void SetValue(JsonObject field, string value)
    {
        var before = field.Text("value");
        field.Set("value", value);
        if (field.Text("purpose") != "PASSWORD") return;
        var history = field.Map("password_details")?.Texts("history").ToList() ?? [];
        if (!string.IsNullOrEmpty(before) && before != value) history.Insert(0, before);
        field.Remove("entropy");
        field["password_details"] = new JsonObject { ["strength"] = JsonValue.Create(Strength.Of(value)) };
        if (history.Count > 0) field.Map("password_details")!["history"] = JsonAccess.ListOf(history);
    }

    private static string Type(string type) => type switch
    {
        "text" => "STRING",
        "password" => "CONCEALED",
        "email" => "EMAIL",
        "url" => "URL",
        "date" => "DATE",
        "monthyear" => "MONTH_YEAR",
        "phone" => "PHONE",
        "otp" => "OTP",
        _ => throw new OpError($"invalid field type \"{type}\""),
    };

    private static void Attach(Item item, Assignment assignment)
    {
        if (!File.Exists(assignment.Value)) throw new OpError($"open {assignment.Value}: no such file or directory");
        var bytes = File.ReadAllBytes(assignment.Value);
        var file = new JsonObject
        {
            ["id"] = JsonValue.Create(Ids.Create()),
            ["name"] = JsonValue.Create(assignment.Field),
            ["size"] = JsonValue.Create(bytes.LongLength),
        };
        if (Section(item, assignment.Section) is { } section) file["section"] = section.DeepClone();
        item.Json.ListOrNew("files").Add((JsonNode)file);
        item.Vault.SaveContent(item.Id, file.Text("id")!, bytes);
    }

    private static void Delete(Item item, Assignment assignment)
    {
        if (Find(item, assignment) is { } field)
        {
            if (field.Text("purpose") is not null) throw new OpError($"built-in field \"{assignment.Field}\" cannot be deleted");
            item.Json.ListOrNew("fields").Remove(field);
            return;
        }
        var file = item.Files.FirstOrDefault(f => Same(f.Text("name"), assignment.Field)) ?? throw new OpError(Texts.NoFieldOf(assignment.Field, item.Title));
        item.Json.ListOrNew("files").Remove(file);
    }

    private static void DropEmptySections(Item item, bool deleted)
    {
        if (!deleted) return;
        var sections = item.Json.ListOrNew("sections");
        bool Used(JsonObject s) => item.Fields.Concat(item.Files).Any(f => f.Map("section")?.Text("id") == s.Text("id"));
        foreach (var empty in sections.OfType<JsonObject>().Where(s => !Used(s)).ToList()) sections.Remove(empty);
    }

    private static JsonObject? Section(Item item, string? name)
    {
        if (name is null) return null;
        var found = item.Json.Objects("sections").FirstOrDefault(s => Same(s.Text("label"), name) || s.Text("id") == name);
        if (found is not null) return found;
        var made = new JsonObject { ["id"] = JsonValue.Create(Ids.Create()), ["label"] = JsonValue.Create(name) };
        item.Json.ListOrNew("sections").Add((JsonNode)made);
        return made;
    }

    private static JsonObject? Find(Item item, Assignment assignment) => item.Fields.FirstOrDefault(f =>
        (f.Text("id") == assignment.Field || Same(f.Text("label"), assignment.Field))
        && (assignment.Section is null || Same(f.Map("section")?.Text("label"), assignment.Section) || f.Map("section")?.Text("id") == assignment.Section));

    /// <remarks>Spaces may be left out of names, so a new name can hit an existing field.</remarks>
    private static bool Same(string? a, string b) => a is not null && a.Replace(" ", "", StringComparison.Ordinal) == b.Replace(" ", "", StringComparison.Ordinal);
}
