using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Exports;

/// <summary>
/// A field in a section: 1PUX writes {title, id, value: {KIND: …}, guarded, multiline, dontGenerate, …}, accounts write {k, n, t, v, a}.
/// </summary>
internal static class OnePuxField
{
    private const string OneTimePasswordPrefix = "TOTP_";

    /// <summary>Converts in place.</summary>
    public static void Convert(JsonObject field, Place place)
    {
        var (kind, value) = TakeValue(field, place);
        var name = field.LenientText("id") ?? "";
        if (kind is "totp" && !name.StartsWith(OneTimePasswordPrefix, StringComparison.Ordinal))
            name = OneTimePasswordPrefix + name;
        var title = field.LenientText("title") ?? "";
        var attributes = Attributes(field);
        field.Remove("id");
        field.Remove("title");
        field["k"] = Kind(kind);
        field["n"] = name;
        field["t"] = title;
        if (kind is "sshKey" && value is JsonObject ssh)
            (value, attributes["sshKeyAttributes"]) = (ssh["privateKey"]?.DeepClone(), ssh["metadata"]?.DeepClone());
        else if (kind is "email" && value is JsonObject email)
            (value, attributes["emailProvider"]) = (email["email_address"]?.DeepClone(), email["provider"]?.DeepClone());
        if (value is not null)
            field["v"] = value;
        if (attributes.Count > 0)
            field["a"] = attributes;
    }

    private static (string Kind, JsonNode? Value) TakeValue(JsonObject field, Place place)
    {
        var value = field.OptionalObject("value", place);
        if (value is null || value.Count == 0)
            return ("string", null);
        if (value.Count > 1)
            throw place.Malformed("a field has a value of two kinds at once");
        var (kind, node) = value.First();
        field.Remove("value");
        return (kind, node?.DeepClone());
    }

    // Kinds without a known counterpart keep their name: accounts may well know them.
    private static string Kind(string kind) => kind switch
    {
        "totp" => "concealed",
        "url" => "URL",
        "creditCardType" => "cctype",
        _ => kind,
    };

    private static JsonObject Attributes(JsonObject field)
    {
        var attributes = new JsonObject();
        Take(field, "guarded", attributes, "guarded", "yes");
        Take(field, "multiline", attributes, "multiline", "yes");
        Take(field, "dontGenerate", attributes, "generate", "off");
        foreach (var name in (string[])["clipboardFilter", "placeholder"])
        {
            if (field[name] is not { } node)
                continue;
            field.Remove(name);
            attributes[name] = node;
        }
        return attributes;
    }

    private static void Take(JsonObject field, string from, JsonObject attributes, string to, string text)
    {
        if (field[from]?.GetValueKind() == JsonValueKind.True)
            attributes[to] = text;
        field.Remove(from);
    }
}
