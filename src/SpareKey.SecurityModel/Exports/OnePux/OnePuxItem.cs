using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Exports;

/// <summary>A 1PUX item as an item of the common model: members are renamed to what accounts call them, everything unknown is kept.</summary>
internal static class OnePuxItem
{
    public static Item Read(JsonObject json, Place place)
    {
        var overview = json.OptionalObject("overview", place)?.Clone() ?? [];
        var details = json.OptionalObject("details", place)?.Clone() ?? [];
        return new Item(
            json.LenientText("uuid") ?? "",
            new ItemCategory(json.LenientText("categoryUuid") ?? ""),
            State(json),
            new ItemOverview(Overview(overview, place)),
            new ItemDetails(Details(details, place)))
        {
            CreatedAt = ItemDetails.Seconds(json.LenientInteger("createdAt")),
            UpdatedAt = ItemDetails.Seconds(json.LenientInteger("updatedAt")),
            FavoriteIndex = json.LenientInteger("favIndex") ?? 0,
        };
    }

    private static ItemState State(JsonObject json) => json.LenientText("state") switch
    {
        "active" => ItemState.Active,
        "archived" => ItemState.Archived,
        null => json["trashed"]?.GetValueKind() == System.Text.Json.JsonValueKind.True ? ItemState.Archived : ItemState.Active,
        _ => ItemState.Unknown,
    };

    private static JsonObject Overview(JsonObject json, Place place)
    {
        Rename(json, "subtitle", "ainfo");
        if (json.OptionalArray("urls", place) is { } urls)
        {
            json["URLs"] = new JsonArray([.. urls.OfType<JsonObject>().Select(url => (JsonNode)new JsonObject { ["l"] = url.LenientText("label") ?? "", ["u"] = url.LenientText("url") ?? "" })]);
            json.Remove("urls");
        }
        return json;
    }

    private static JsonObject Details(JsonObject json, Place place)
    {
        Rename(json, "loginFields", "fields");
        foreach (var field in (json.OptionalArray("fields", place) ?? []).OfType<JsonObject>())
            Rename(field, "fieldType", "type");
        foreach (var section in (json.OptionalArray("sections", place) ?? []).OfType<JsonObject>())
        {
            foreach (var field in (section.OptionalArray("fields", place) ?? []).OfType<JsonObject>())
                OnePuxField.Convert(field, place);
        }
        return json;
    }

    private static void Rename(JsonObject json, string from, string to)
    {
        if (json[from] is not { } node)
            return;
        json.Remove(from);
        json[to] = node;
    }
}
