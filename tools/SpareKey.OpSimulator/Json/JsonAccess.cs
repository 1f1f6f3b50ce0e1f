using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Json;

/// <summary>Short ways to look into raw JSON. The simulator keeps raw JSON so that what a person puts into a model file comes out again.</summary>
internal static class JsonAccess
{
    public static string? Text(this JsonObject map, string key) =>
        map[key] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static long? Number(this JsonObject map, string key) =>
        map[key] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? ToLong(value) : null;

    public static bool Flag(this JsonObject map, string key) => map[key] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static IEnumerable<JsonObject> Objects(this JsonObject map, string key) =>
        map[key] is JsonArray list ? list.OfType<JsonObject>() : [];

    public static IEnumerable<string> Texts(this JsonObject map, string key) =>
        map[key] is JsonArray list ? list.OfType<JsonValue>().Where(v => v.GetValueKind() == JsonValueKind.String).Select(v => v.GetValue<string>()) : [];

    public static JsonObject? Map(this JsonObject map, string key) => map[key] as JsonObject;

    public static JsonObject MapOrNew(this JsonObject map, string key)
    {
        if (map[key] is JsonObject there) return there;
        var made = new JsonObject();
        map[key] = made;
        return made;
    }

    public static JsonArray ListOrNew(this JsonObject map, string key)
    {
        if (map[key] is JsonArray there) return there;
        var made = new JsonArray();
        map[key] = made;
        return made;
    }

    public static void Set(this JsonObject map, string key, string? text) => map[key] = text is null ? null : JsonValue.Create(text);

    public static void Set(this JsonObject map, string key, long number) => map[key] = JsonValue.Create(number);

    public static void Set(this JsonObject map, string key, bool flag) => map[key] = JsonValue.Create(flag);

    /// <summary>Sets a text unless it is empty: Go's omitempty.</summary>
    public static void SetIfAny(this JsonObject map, string key, string? text)
    {
        if (string.IsNullOrEmpty(text)) map.Remove(key);
        else map.Set(key, text);
    }

    public static JsonArray ListOf(IEnumerable<string> texts)
    {
        var list = new JsonArray();
        foreach (var text in texts) list.Add((JsonNode?)JsonValue.Create(text));
        return list;
    }

    private static long ToLong(JsonValue value) =>
        value.TryGetValue<long>(out var whole) ? whole
        : value.TryGetValue<int>(out var small) ? small
        : checked((long)value.GetValue<double>());
}
