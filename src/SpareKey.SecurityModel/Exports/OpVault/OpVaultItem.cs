using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Exports;

/// <summary>One item of an OPVault: its own MAC over all members, overview under the vault's overview keys, details under its own keys.</summary>
internal static class OpVaultItem
{
    public static (Item Item, OpKeys Keys) Open(string uuid, JsonObject json, OpVaultKeys keys, Place place)
    {
        keys.Overview.RequireMac(AuthenticatedText(json, place), Binary(json, "hmac", place), place.At("hmac"));
        if (!string.Equals(json.LenientText("uuid"), uuid, StringComparison.Ordinal))
            throw place.Malformed("it is listed under another id than its own");
        using var overview = keys.Overview.OpenOpData(Binary(json, "o", place), place.At("o"));
        var itemKeys = keys.Master.OpenItemKey(Binary(json, "k", place), place.At("k"));
        try
        {
            using var details = itemKeys.OpenOpData(Binary(json, "d", place), place.At("d"));
            var category = new ItemCategory(json.LenientText("category") ?? "");
            var item = new Item(
                uuid,
                category,
                State(json, category),
                new ItemOverview(JsonText.ParseObject(overview.DangerousBytes, place.At("o"))),
                new ItemDetails(JsonText.ParseObject(details.DangerousBytes, place.At("d"))))
            {
                CreatedAt = ItemDetails.Seconds(json.LenientInteger("created")),
                UpdatedAt = ItemDetails.Seconds(json.LenientInteger("updated")),
                FavoriteIndex = json.LenientInteger("fave") ?? 0,
                FolderId = json.LenientText("folder"),
            };
            return (item, itemKeys);
        }
        catch (SecurityModelException)
        {
            itemKeys.Dispose();
            throw;
        }
    }

    /// <summary>OPVault writes standard base64; the other alphabet passes too.</summary>
    public static byte[] Binary(JsonObject json, string name, Place place) =>
        Base64UrlText.TryDecode(json.Text(name, place)) ?? throw place.Malformed($"\"{name}\" is not base64");

    private static ItemState State(JsonObject json, ItemCategory category)
    {
        if (category == ItemCategory.Tombstone)
            return ItemState.Deleted;
        return json["trashed"] is JsonValue value && value.GetValueKind() == JsonValueKind.True ? ItemState.Archived : ItemState.Active;
    }

    // Names in order, each followed by its value; truth values as 1 and 0.
    private static byte[] AuthenticatedText(JsonObject json, Place place)
    {
        var text = new StringBuilder();
        foreach (var (name, node) in json.Where(member => member.Key is not "hmac").OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            var value = node as JsonValue ?? throw place.Malformed($"\"{Printable.Text(name)}\" is neither text nor number");
            text.Append(name).Append(value.GetValueKind() switch
            {
                JsonValueKind.True => "1",
                JsonValueKind.False => "0",
                JsonValueKind.Number => value.ToJsonString(),
                _ => json.Text(name, place),
            });
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
