using System.Text.Json.Nodes;
using SpareKey.Core.Items;

namespace SpareKey.Cli.Rendering;

/// <param name="Overview">All that was sealed with it; only with --reveal.</param>
/// <param name="Details">All that was sealed with it; only with --reveal.</param>
internal sealed record ReadableItemJson(
    string Id,
    string Title,
    string Subtitle,
    string Category,
    string State,
    DateTimeOffset? UpdatedAt,
    IReadOnlyList<string> Urls,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ReadableFieldJson> Fields,
    JsonObject? Overview,
    JsonObject? Details)
{
    public static ReadableItemJson From(ReadableItem item, bool reveal) => new(
        item.Id,
        item.Title,
        item.Subtitle,
        item.Category,
        ReadableItemText.State(item),
        item.UpdatedAt,
        item.Urls,
        item.Tags,
        [.. item.Fields.Select(field => new ReadableFieldJson(field.Section, field.Name, reveal || !field.Concealed ? field.Value : ItemMask.Mask, field.Concealed))],
        reveal ? item.Overview : null,
        reveal ? item.Details : null);

    public override string ToString() => Id;
}

internal sealed record ReadableFieldJson(string Section, string Name, string Value, bool Concealed)
{
    public override string ToString() => Name;
}
