using System.Text.Json;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Show;

namespace SpareKey.Cli.Rendering;

internal static class ItemText
{
    public static void Write(TextWriter writer, ShownItem shown, bool reveal)
    {
        writer.WriteLine($"item      {shown.Item.Id}{(shown.Item.Archived ? " (archived)" : "")}");
        writer.WriteLine($"title     {Printable.Text(shown.Item.Title)}");
        writer.WriteLine($"vault     {Printable.Text(shown.Vault.Name)} ({shown.Vault.Id})");
        writer.WriteLine($"category  {Printable.Text(shown.Item.Category)}");
        writer.WriteLine($"version   {shown.Item.Version}, updated {shown.Item.UpdatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        using var document = ItemMask.Parse(shown.Json);
        WriteUrls(writer, document.RootElement);
        WriteFields(writer, document.RootElement, reveal);
        foreach (var file in shown.Item.Files)
            writer.WriteLine($"file      {Printable.Text(file.Name)} ({Units.Bytes(file.Size)})");
        if (!reveal)
            writer.WriteLine($"concealed values are shown as {ItemMask.Mask}; add --reveal to print them");
    }

    private static void WriteUrls(TextWriter writer, JsonElement item)
    {
        foreach (var url in Elements(item, "urls"))
            writer.WriteLine($"url       {Printable.Text(Text(url, "href"))}");
    }

    private static void WriteFields(TextWriter writer, JsonElement item, bool reveal)
    {
        foreach (var field in Elements(item, "fields"))
        {
            if (!field.TryGetProperty("value", out _))
                continue;
            var value = reveal || ItemMask.IsPlain(Text(field, "type")) ? Printable.Text(Text(field, "value")) : ItemMask.Mask;
            writer.WriteLine($"field     {Printable.Text(Name(field))}: {value}");
        }
    }

    private static string Name(JsonElement field)
    {
        var label = Text(field, "label");
        var name = label.Length > 0 ? label : Text(field, "id");
        return field.TryGetProperty("section", out var section) && Text(section, "label") is { Length: > 0 } title ? $"{title} / {name}" : name;
    }

    private static IEnumerable<JsonElement> Elements(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Where(element => element.ValueKind == JsonValueKind.Object)
            : [];

    private static string Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
            : "";
}
