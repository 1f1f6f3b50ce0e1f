using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>An item as the service keeps it: two envelopes (overview for lists, details with the secrets) and public members. Immutable; unknown members are kept.</summary>
public sealed class EncryptedItem
{
    private readonly JsonObject _json;

    internal EncryptedItem(JsonObject json)
    {
        _json = json;
        Uuid = json.Text("uuid", new Place("item"));
    }

    /// <summary>The id.</summary>
    public string Uuid { get; }

    /// <summary>The category.</summary>
    public ItemCategory Category => new(_json.LenientText("templateUuid") ?? "");

    /// <summary>Whether it is in use: member <c>trashed</c> "N", "Y" (archived) or "D" (deleted).</summary>
    public ItemState State => _json.LenientText("trashed") switch
    {
        "N" => ItemState.Active,
        "Y" => ItemState.Archived,
        "D" => ItemState.Deleted,
        null when _json["state"] is null => ItemState.Active,
        _ => ItemState.Unknown,
    };

    /// <summary>The id of the vault key that sealed it, as written; older items name older keys.</summary>
    public string EncryptedBy => _json.LenientText("encryptedBy") ?? "";

    /// <summary>Grows with each change.</summary>
    public long Version => _json.LenientInteger("itemVersion") ?? 0;

    /// <summary>The place among the favourites; 0 where it is none.</summary>
    public long FavoriteIndex => _json.LenientInteger("faveIndex") ?? 0;

    /// <summary>When it was made, where the data says so legibly.</summary>
    public DateTimeOffset? CreatedAt => Timestamp.TryRead(_json.LenientText("createdAt"));

    /// <summary>When it was last changed, where the data says so legibly.</summary>
    public DateTimeOffset? UpdatedAt => Timestamp.TryRead(_json.LenientText("updatedAt"));

    /// <summary>Reads one item; <paramref name="json"/> is copied. Its envelopes are read when it is opened.</summary>
    /// <exception cref="MalformedDataException">It has no id.</exception>
    public static EncryptedItem Read(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new EncryptedItem(json.Clone());
    }

    /// <summary>Reads captured items: a bare array, the service's answer with the member <c>items</c>, one item alone; each perhaps inside an object with the member <c>item</c>. At most 256 MiB.</summary>
    /// <exception cref="MalformedDataException">The data is something else.</exception>
    public static IReadOnlyList<EncryptedItem> ParseList(ReadOnlySpan<byte> utf8Json) =>
        [.. Wrapped.Entries(utf8Json, ["items"], "item", new Place("items")).Select(json => new EncryptedItem(json))];

    /// <summary>The JSON form, a new object.</summary>
    public JsonObject ToJson() => _json.Clone();

    internal Place Place => new("item", Uuid);

    internal bool HasDetails => _json["encDetails"] is not null;

    internal Envelope ReadOverview() => EnvelopeReader.Read(_json.Object("encOverview", Place), Place.At("encOverview"));

    internal Envelope ReadDetails() => EnvelopeReader.Read(_json.Object("encDetails", Place), Place.At("encDetails"));

    internal EncryptedItem With(Action<JsonObject> change)
    {
        var json = _json.Clone();
        change(json);
        return new EncryptedItem(json);
    }
}
