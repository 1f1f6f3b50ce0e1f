using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

/// <summary>An item for people. Secrets stay concealed since 2.30 unless --reveal is given.</summary>
internal static class ItemText
{
    public static string Of(Call call, Item item)
    {
        var json = item.Json;
        var editor = call.Model.Users.FirstOrDefault(u => u.Text("id") == json.Text("last_edited_by"))?.Text("name");
        var text = new StringBuilder(Table.Pairs(
            13,
            ("ID", item.Id),
            ("Title", item.Title),
            ("Vault", $"{item.Vault.Name} ({item.Vault.Id})"),
            ("Created", HumanTime.Of(call, json.Text("created_at"))),
            ("Updated", HumanTime.Of(call, json.Text("updated_at")) + (editor is null ? "" : " by " + editor)),
            ("Favorite", json.Flag("favorite") ? "true" : "false"),
            ("Tags", json.Texts("tags").Any() ? string.Join(", ", json.Texts("tags")) : null),
            ("Version", (json.Number("version") ?? 1).ToString(CultureInfo.InvariantCulture)),
            ("Category", item.Category)));
        AddFields(text, call, item);
        AddUrls(text, json);
        AddFiles(text, item);
        return text.ToString();
    }

    public static string Value(Call call, Item item, JsonObject field)
    {
        var secret = field.Text("type") is "CONCEALED" or "SSHKEY" && call.Version.IsAtLeast(2, 30) && !call.Args.IsOn("reveal");
        return secret ? $"[use 'op item get {item.Id} --reveal' to reveal]" : field.Text("value") ?? "";
    }

    private static string Name(JsonObject field) => field.Text("label") ?? field.Text("id") ?? "";

    private static void AddFields(StringBuilder text, Call call, Item item)
    {
        var filled = item.Fields.Where(f => !string.IsNullOrEmpty(f.Text("value"))).ToList();
        if (filled.Count == 0) return;
        text.Append("Fields:\n");
        var width = Math.Max(13, filled.Max(f => Name(f).Length) + 4);
        foreach (var field in filled) text.Append("  ").Append((Name(field) + ":").PadRight(width)).Append(Value(call, item, field)).Append('\n');
    }

    private static void AddUrls(StringBuilder text, JsonObject json)
    {
        if (!json.Objects("urls").Any()) return;
        text.Append("URLs:\n");
        foreach (var url in json.Objects("urls"))
            text.Append("  ").Append(((url.Text("label") ?? "") + ":").PadRight(13)).Append(url.Text("href")).Append(url.Flag("primary") ? " (primary)\n" : "\n");
    }

    private static void AddFiles(StringBuilder text, Item item)
    {
        if (!item.Files.Any()) return;
        text.Append("Files:\n");
        foreach (var file in item.Files) text.Append("  ").Append(file.Text("name")).Append('\n');
    }
}
