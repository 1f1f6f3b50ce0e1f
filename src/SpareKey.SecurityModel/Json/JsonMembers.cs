using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>Typed members of JSON objects, with errors that say where.</summary>
internal static class JsonMembers
{
    public static JsonObject Object(this JsonObject json, string name, Place place) =>
        json.OptionalObject(name, place) ?? throw place.Malformed($"\"{name}\" is missing");

    public static JsonObject? OptionalObject(this JsonObject json, string name, Place place) => json[name] switch
    {
        null => null,
        JsonObject value => value,
        _ => throw place.Malformed($"\"{name}\" is not an object"),
    };

    public static JsonArray? OptionalArray(this JsonObject json, string name, Place place) => json[name] switch
    {
        null => null,
        JsonArray value => value,
        _ => throw place.Malformed($"\"{name}\" is not an array"),
    };

    public static string Text(this JsonObject json, string name, Place place) =>
        json.OptionalText(name, place) ?? throw place.Malformed($"\"{name}\" is missing");

    public static string? OptionalText(this JsonObject json, string name, Place place)
    {
        var node = json[name];
        if (node is null)
            return null;
        return node is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw place.Malformed($"\"{name}\" is not a text");
    }

    public static long Integer(this JsonObject json, string name, Place place) =>
        json.OptionalInteger(name, place) ?? throw place.Malformed($"\"{name}\" is missing");

    public static long? OptionalInteger(this JsonObject json, string name, Place place)
    {
        var node = json[name];
        if (node is null)
            return null;
        return node.AsInteger() ?? throw place.Malformed($"\"{name}\" is not a whole number");
    }

    /// <summary>The text of a member whatever it is, or null where it is absent or no text: for display data that must not stop a reader.</summary>
    public static string? LenientText(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static long? LenientInteger(this JsonObject json, string name) => json[name]?.AsInteger();

    public static long? AsInteger(this JsonNode node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
            return null;
        if (value.TryGetValue<long>(out var number))
            return number;
        // Numbers set by a caller are CLR values, which convert to no other type; their text is exact.
        return long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number : null;
    }

    public static void Set(this JsonObject json, string name, string? text)
    {
        if (text is null)
            json.Remove(name);
        else
            json[name] = JsonValue.Create(text);
    }

    public static JsonObject Clone(this JsonObject json) => (JsonObject)json.DeepClone();
}
