using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>
/// A decrypted item, whether it comes from an account, an OPVault or a 1PUX file. <see cref="Overview"/> and <see cref="Details"/> are views of
/// JSON: what they do not show stays in it and is written back. Plaintext: it lives as strings that cannot be wiped, so let go of it soon.
/// </summary>
public sealed class Item
{
    internal Item(string uuid, ItemCategory category, ItemState state, ItemOverview overview, ItemDetails details)
    {
        Uuid = uuid;
        Category = category;
        State = state;
        Overview = overview;
        Details = details;
    }

    /// <summary>The id.</summary>
    public string Uuid { get; }

    /// <summary>The category.</summary>
    public ItemCategory Category { get; }

    /// <summary>Whether it is in use.</summary>
    public ItemState State { get; }

    /// <summary>When it was made, where known.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed, where known.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The place among the favourites; 0 where it is none.</summary>
    public long FavoriteIndex { get; init; }

    /// <summary>What lists show: title, subtitle, addresses, tags.</summary>
    public ItemOverview Overview { get; }

    /// <summary>Fields, sections, notes.</summary>
    public ItemDetails Details { get; }

    /// <summary>The id of the folder it lies in (OPVault only); null where there is none.</summary>
    public string? FolderId { get; init; }

    internal EncryptedItem? Source { get; init; }

    /// <summary>A new item with a new id, not yet in any vault.</summary>
    public static Item Create(ItemCategory category, string title, IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(randomness);
        ArgumentNullException.ThrowIfNull(title);
        var overview = new ItemOverview(new JsonObject()) { Title = title };
        var details = new ItemDetails(new JsonObject { ["fields"] = new JsonArray(), ["sections"] = new JsonArray() });
        return new Item(Base32Id.CreateClientId(randomness), category, ItemState.Active, overview, details);
    }

    /// <summary>Category and id; nothing decrypted.</summary>
    public override string ToString() => $"{Category} {Uuid}";
}
