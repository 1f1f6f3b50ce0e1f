using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>
/// Captured account data comes as a bare array, as the service's answer around it ({"keysets": [...]}), or as one object alone.
/// </summary>
internal static class Wrapped
{
    private const int MaximumEntries = 1_000_000;

    // listNames: members of a wrapper that hold the list; entryName: member of a wrapper around each entry, if there may be one.
    public static IEnumerable<JsonObject> Entries(ReadOnlySpan<byte> utf8Json, string[] listNames, string? entryName, Place place)
    {
        var list = JsonText.Parse(utf8Json, place) switch
        {
            JsonArray array => array,
            JsonObject json => Unwrap(json, listNames, place) ?? [json.DeepClone()],
            _ => throw place.Malformed("neither a JSON array nor an object"),
        };
        if (list.Count > MaximumEntries)
            throw place.Malformed($"more than {MaximumEntries} entries");
        return Objects(list, entryName, place);
    }

    private static JsonArray? Unwrap(JsonObject json, string[] listNames, Place place)
    {
        foreach (var name in listNames)
        {
            if (json.ContainsKey(name))
                return json.OptionalArray(name, place) ?? [];
        }
        return null;
    }

    private static IEnumerable<JsonObject> Objects(JsonArray list, string? entryName, Place place)
    {
        foreach (var node in list)
        {
            var entry = node as JsonObject ?? throw place.Malformed("an entry is not an object");
            yield return entryName is null ? entry : entry.OptionalObject(entryName, place) ?? entry;
        }
    }
}
