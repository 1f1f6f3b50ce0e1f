using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>A field outside sections: a view of its JSON. Prints without its value.</summary>
public sealed class ItemField
{
    private readonly JsonObject _json;

    internal ItemField(JsonObject json) => _json = json;

    /// <summary>The name (of the web form's input).</summary>
    public string Name => _json.LenientText("name") ?? "";

    /// <summary>The value.</summary>
    public string Value
    {
        get => _json.LenientText("value") ?? "";
        set => _json.Set("value", value);
    }

    /// <summary>The type: T text, P password, E e-mail, U address, N number, A text area, TEL, C check box, I button …</summary>
    public string Type => _json.LenientText("type") ?? "";

    /// <summary><c>username</c>, <c>password</c> or null.</summary>
    public string? Designation => _json.LenientText("designation") is { Length: > 0 } text ? text : null;

    /// <summary>Whether the value is to be hidden.</summary>
    public bool IsConcealed => Type is "P" || Designation is "password";

    /// <summary>The name only.</summary>
    public override string ToString() => $"{Name} ***";
}

/// <summary>A section of an item: a view of its JSON.</summary>
public sealed class ItemSection
{
    private readonly JsonObject _json;

    internal ItemSection(JsonObject json) => _json = json;

    /// <summary>The id.</summary>
    public string Name => _json.LenientText("name") ?? "";

    /// <summary>The heading.</summary>
    public string Title => _json.LenientText("title") ?? "";

    /// <summary>The fields.</summary>
    public IReadOnlyList<SectionField> Fields => _json["fields"] is JsonArray fields ? [.. fields.OfType<JsonObject>().Select(json => new SectionField(json))] : [];

    /// <summary>Adds a field.</summary>
    /// <param name="kind">Its kind: string, concealed, email, phone, URL, date, monthYear, address …</param>
    /// <param name="name">Its id.</param>
    /// <param name="label">What is shown.</param>
    /// <param name="value">Its value; the JSON type depends on the kind.</param>
    public SectionField AddField(string kind, string name, string label, JsonNode value)
    {
        var json = new JsonObject { ["k"] = kind, ["n"] = name, ["t"] = label, ["v"] = value };
        if (_json["fields"] is not JsonArray fields)
            _json["fields"] = fields = [];
        fields.Add((JsonNode)json);
        return new SectionField(json);
    }

    /// <summary>The heading.</summary>
    public override string ToString() => Title;
}

/// <summary>A field in a section: a view of its JSON. Prints without its value.</summary>
public sealed class SectionField
{
    private const string OneTimePasswordPrefix = "TOTP_";

    private readonly JsonObject _json;

    internal SectionField(JsonObject json) => _json = json;

    /// <summary>The kind (member <c>k</c>): string, concealed, email, phone, URL, menu, gender, cctype, date, monthYear, address, reference, file, sshKey … New kinds may come.</summary>
    public string Kind => _json.LenientText("k") ?? "";

    /// <summary>The id (member <c>n</c>).</summary>
    public string Name => _json.LenientText("n") ?? "";

    /// <summary>What is shown (member <c>t</c>).</summary>
    public string Label => _json.LenientText("t") ?? "";

    /// <summary>The value (member <c>v</c>) as JSON: a text, a number (date: Unix seconds, monthYear: yyyymm) or an object (address). A copy; null where there is none.</summary>
    public JsonNode? Value
    {
        get => _json["v"]?.DeepClone();
        set => _json["v"] = value;
    }

    /// <summary>The value as text: as it is where it is a text, else its JSON; empty where there is none.</summary>
    public string Text => _json["v"] switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => JsonText.ToText(other),
    };

    /// <summary>Whether this is a one-time password: concealed, and its id begins with TOTP_; the value is an otpauth address or the bare base32 secret.</summary>
    public bool IsOneTimePassword => Kind is "concealed" && Name.StartsWith(OneTimePasswordPrefix, StringComparison.Ordinal);

    /// <summary>Whether the value is to be hidden. A kind that is not known is hidden.</summary>
    public bool IsConcealed => Kind is not ("string" or "email" or "phone" or "URL" or "menu" or "gender" or "cctype" or "country" or "date" or "monthYear" or "month" or "address" or "reference" or "file");

    /// <summary>The label only.</summary>
    public override string ToString() => $"{Label} ***";
}
