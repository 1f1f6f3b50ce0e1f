using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>An earlier password.</summary>
/// <param name="Value">The password.</param>
/// <param name="ReplacedAt">When it was replaced, where known.</param>
public sealed record EarlierPassword(string Value, DateTimeOffset? ReplacedAt)
{
    /// <summary>The time only.</summary>
    public override string ToString() => $"*** {ReplacedAt:O}";
}

/// <summary>The details of an item: a view of its JSON.</summary>
public sealed class ItemDetails
{
    private readonly JsonObject _json;

    internal ItemDetails(JsonObject json) => _json = json;

    /// <summary>The fields outside sections: a login's user name and password, and what else its web form had.</summary>
    public IReadOnlyList<ItemField> Fields => [.. Objects("fields").Select(json => new ItemField(json))];

    /// <summary>The sections.</summary>
    public IReadOnlyList<ItemSection> Sections => [.. Objects("sections").Select(json => new ItemSection(json))];

    /// <summary>The notes (member <c>notesPlain</c>).</summary>
    public string Notes
    {
        get => _json.LenientText("notesPlain") ?? "";
        set => _json.Set("notesPlain", value);
    }

    /// <summary>The password of an item that has just one (category Password); null elsewhere.</summary>
    public string? Password
    {
        get => _json.LenientText("password");
        set => _json.Set("password", value);
    }

    /// <summary>Earlier passwords.</summary>
    public IReadOnlyList<EarlierPassword> PasswordHistory =>
        [.. Objects("passwordHistory").Select(json => new EarlierPassword(json.LenientText("value") ?? "", Seconds(json.LenientInteger("time"))))];

    /// <summary>What a document item says of its file; null elsewhere.</summary>
    /// <exception cref="MalformedDataException">It is there and malformed.</exception>
    public DocumentAttributes? ReadDocument() =>
        _json.OptionalObject("documentAttributes", new Place("document")) is { } attributes ? DocumentAttributes.Read(attributes) : null;

    /// <summary>The value of the field with that designation (<c>username</c>, <c>password</c>); null where there is none.</summary>
    public string? Designated(string designation) =>
        Fields.FirstOrDefault(field => string.Equals(field.Designation, designation, StringComparison.Ordinal))?.Value;

    /// <summary>Adds a field outside sections.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="type">Its type: T text, P password, E e-mail, U address, N number, A text area, TEL, C check box …</param>
    /// <param name="designation"><c>username</c>, <c>password</c> or null.</param>
    public ItemField AddField(string name, string value, string type = "T", string? designation = null)
    {
        var json = new JsonObject { ["name"] = name, ["value"] = value, ["type"] = type };
        json.Set("designation", designation);
        Array("fields").Add((JsonNode)json);
        return new ItemField(json);
    }

    /// <summary>Adds a section.</summary>
    public ItemSection AddSection(string name, string title)
    {
        var json = new JsonObject { ["name"] = name, ["title"] = title, ["fields"] = new JsonArray() };
        Array("sections").Add((JsonNode)json);
        return new ItemSection(json);
    }

    /// <summary>Says which document this item is.</summary>
    public void SetDocument(DocumentAttributes document)
    {
        ArgumentNullException.ThrowIfNull(document);
        _json["documentAttributes"] = document.ToJson();
    }

    /// <summary>The JSON form, a new object.</summary>
    public JsonObject ToJson() => _json.Clone();

    internal JsonObject Json => _json;

    internal static DateTimeOffset? Seconds(long? seconds) =>
        seconds is >= -62_135_596_800 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null;

    private IEnumerable<JsonObject> Objects(string name) => _json[name] is JsonArray array ? array.OfType<JsonObject>() : [];

    private JsonArray Array(string name)
    {
        if (_json[name] is JsonArray array)
            return array;
        var made = new JsonArray();
        _json[name] = made;
        return made;
    }
}
