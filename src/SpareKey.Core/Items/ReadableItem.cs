using System.Text.Json.Nodes;
using SpareKey.SecurityModel;

namespace SpareKey.Core.Items;

/// <summary>An opened item as a person reads it, whatever file it came from. Plaintext; prints without it.</summary>
public sealed record ReadableItem
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Subtitle { get; init; }

    public required string Category { get; init; }

    public required ItemState State { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public required IReadOnlyList<string> Urls { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<ReadableField> Fields { get; init; }

    /// <summary>Everything that was sealed as the overview, also what the members above do not show.</summary>
    public required JsonObject Overview { get; init; }

    /// <summary>Everything that was sealed as the details; holds the secrets.</summary>
    public required JsonObject Details { get; init; }

    public static ReadableItem From(Item item) => new()
    {
        Id = item.Uuid,
        Title = item.Overview.Title,
        Subtitle = item.Overview.Subtitle,
        Category = item.Category.Name,
        State = item.State,
        UpdatedAt = item.UpdatedAt,
        Urls = [.. item.Overview.Urls.Select(url => url.Address).Prepend(item.Overview.Url ?? "").Where(url => url.Length > 0).Distinct(StringComparer.Ordinal)],
        Tags = item.Overview.Tags,
        Fields = [.. ReadableFields.Of(item.Details)],
        Overview = item.Overview.ToJson(),
        Details = item.Details.ToJson(),
    };

    public override string ToString() => $"{Category} {Id}";
}

/// <param name="Section">The heading above it; empty where there is none.</param>
/// <param name="Concealed">Whether the value is shown on demand only.</param>
public sealed record ReadableField(string Section, string Name, string Value, bool Concealed)
{
    public override string ToString() => $"{Name} ***";
}
