using SpareKey.Cli.Terminal;
using SpareKey.Core.Items;
using SpareKey.SecurityModel;

namespace SpareKey.Cli.Rendering;

internal static class ReadableItemText
{
    public static string Line(ReadableItem item) =>
        $"{Printable.Text(item.Id)}  {item.Category,-22}  {Printable.Text(item.Title)}{(item.State == ItemState.Active ? "" : $" [{State(item)}]")}";

    public static string State(ReadableItem item) => item.State switch
    {
        ItemState.Active => "active",
        ItemState.Archived => "archived",
        ItemState.Deleted => "deleted",
        _ => "unknown",
    };

    public static void WriteContent(TextWriter writer, ReadableItem item, bool reveal, string indent)
    {
        foreach (var url in item.Urls)
            writer.WriteLine($"{indent}url: {Printable.Text(url)}");
        if (item.Tags.Count > 0)
            writer.WriteLine($"{indent}tags: {string.Join(", ", item.Tags.Select(Printable.Text))}");
        foreach (var field in item.Fields)
        {
            var name = field.Section.Length > 0 ? $"{field.Section} / {field.Name}" : field.Name;
            writer.WriteLine($"{indent}{Printable.Text(name)}: {(reveal || !field.Concealed ? Printable.Text(field.Value) : ItemMask.Mask)}");
        }
    }
}
