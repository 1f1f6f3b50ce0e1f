using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>A vault as the service keeps it: encrypted attributes and the access list. Immutable; unknown members are kept.</summary>
public sealed class Vault
{
    private readonly JsonObject _json;

    private Vault(JsonObject json)
    {
        _json = json;
        Uuid = json.Text("uuid", new Place("vault"));
        Type = json.LenientText("type") ?? "";
    }

    /// <summary>The id.</summary>
    public string Uuid { get; }

    /// <summary><c>P</c> personal, <c>E</c> shared with everyone, <c>U</c> made by a user; others are rare.</summary>
    public string Type { get; }

    /// <summary>Whether this is the user's personal vault.</summary>
    public bool IsPersonal => Type is "P";

    /// <summary>Which key is the live one, where the service says so.</summary>
    public string? ActiveKeyId => _json.LenientText("activeKeyUuid");

    /// <summary>How many items the service counts, where it says so.</summary>
    public long? ActiveItemCount => _json.LenientInteger("activeItemCount");

    /// <summary>Grows with each change of the content.</summary>
    public long ContentVersion => _json.LenientInteger("contentVersion") ?? 0;

    /// <summary>Reads one vault; <paramref name="json"/> is copied. Its envelopes are read when it is opened.</summary>
    /// <exception cref="MalformedDataException">It has no id.</exception>
    public static Vault Read(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new Vault(json.Clone());
    }

    /// <summary>Reads captured vaults: a bare array, the service's answer with the member <c>vaults</c>, or one vault alone. At most 256 MiB.</summary>
    /// <exception cref="MalformedDataException">The data is something else.</exception>
    public static IReadOnlyList<Vault> ParseList(ReadOnlySpan<byte> utf8Json) =>
        [.. Wrapped.Entries(utf8Json, ["vaults"], null, new Place("vaults")).Select(Read)];

    /// <summary>The personal vault: the one of type <c>P</c>, wherever it is listed; null where there is none.</summary>
    public static Vault? FindPersonal(IEnumerable<Vault> vaults) => vaults.FirstOrDefault(vault => vault.IsPersonal);

    /// <summary>The access list, in the order of the data.</summary>
    /// <exception cref="MalformedDataException">A row is malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">A row's envelope names something that is not implemented.</exception>
    public IReadOnlyList<VaultAccess> ReadAccess() => [.. Rows().Select(ReadRow)];

    /// <summary>The JSON form, a new object.</summary>
    public JsonObject ToJson() => _json.Clone();

    internal Place Place => new("vault", Uuid);

    internal IReadOnlyList<JsonNode?> Rows() => _json.OptionalArray("access", Place) is { } rows ? [.. rows] : [];

    internal VaultAccess ReadRow(JsonNode? row) =>
        new(row as JsonObject ?? throw Place.At("access").Malformed("a row is not an object"), Place.At("access"));

    internal Envelope ReadAttributes() => EnvelopeReader.Read(_json.Object("encAttrs", Place), Place.At("encAttrs"));

    internal Vault With(Action<JsonObject> change)
    {
        var json = _json.Clone();
        change(json);
        return new Vault(json);
    }

    internal Vault WithAccess(IEnumerable<VaultAccess> rows, DateTimeOffset now) => With(json =>
    {
        json["access"] = new JsonArray([.. rows.Select(row => (JsonNode)row.ToJson())]);
        json["updatedAt"] = Timestamp.Text(now);
    });
}
