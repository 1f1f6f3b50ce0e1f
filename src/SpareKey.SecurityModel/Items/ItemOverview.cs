using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>A web address of an item.</summary>
/// <param name="Label">Its label, perhaps empty.</param>
/// <param name="Address">The address.</param>
public sealed record ItemUrl(string Label, string Address);

/// <summary>The overview of an item: a view of its JSON.</summary>
public sealed class ItemOverview
{
    private readonly JsonObject _json;

    internal ItemOverview(JsonObject json) => _json = json;

    /// <summary>The title.</summary>
    public string Title
    {
        get => _json.LenientText("title") ?? "";
        set => _json.Set("title", value);
    }

    /// <summary>The line under the title (member <c>ainfo</c>), often the user name.</summary>
    public string Subtitle
    {
        get => _json.LenientText("ainfo") ?? "";
        set => _json.Set("ainfo", value);
    }

    /// <summary>The first web address; null where there is none.</summary>
    public string? Url
    {
        get => _json.LenientText("url");
        set => _json.Set("url", value);
    }

    /// <summary>All web addresses (member <c>URLs</c>).</summary>
    public IReadOnlyList<ItemUrl> Urls
    {
        get => [.. Objects("URLs").Select(url => new ItemUrl(url.LenientText("l") ?? "", url.LenientText("u") ?? ""))];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _json["URLs"] = new JsonArray([.. value.Select(url => (JsonNode)new JsonObject { ["l"] = url.Label, ["u"] = url.Address })]);
        }
    }

    /// <summary>The tags; a slash makes a level.</summary>
    public IReadOnlyList<string> Tags
    {
        get => _json["tags"] is JsonArray tags ? [.. tags.OfType<JsonValue>().Select(tag => tag.TryGetValue<string>(out var text) ? text : "").Where(text => text.Length > 0)] : [];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _json["tags"] = new JsonArray([.. value.Select(tag => (JsonNode)JsonValue.Create(tag)!)]);
        }
    }

    /// <summary>The strength of the password, 0 to 100 (member <c>ps</c>); null where there is none.</summary>
    public long? PasswordStrength => _json.LenientInteger("ps");

    /// <summary>The JSON form, a new object.</summary>
    public JsonObject ToJson() => _json.Clone();

    internal JsonObject Json => _json;

    private IEnumerable<JsonObject> Objects(string name) => _json[name] is JsonArray array ? array.OfType<JsonObject>() : [];
}
