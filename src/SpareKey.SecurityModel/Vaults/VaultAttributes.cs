using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>The decrypted attributes of a vault. Immutable; unknown members are kept.</summary>
public sealed class VaultAttributes
{
    /// <summary>The description that stands for "the usual description of a vault of this type".</summary>
    public const string DefaultDescription = "GYkuBJsjEZmMUuiP";

    private readonly JsonObject _json;

    internal VaultAttributes(JsonObject json) => _json = json;

    /// <summary>The name; empty where there is none.</summary>
    public string Name => _json.LenientText("name") ?? "";

    /// <summary>The description as stored; null where there is none.</summary>
    public string? Description => _json.LenientText("desc");

    /// <summary>Whether the description is the marker for the usual one.</summary>
    public bool HasDefaultDescription => string.Equals(Description, DefaultDescription, StringComparison.Ordinal);

    /// <summary>The file name of the avatar; null or empty where there is none.</summary>
    public string? Avatar => _json.LenientText("avatar");

    /// <summary>The JSON form, a new object.</summary>
    public JsonObject ToJson() => _json.Clone();

    internal static VaultAttributes Create(string uuid, string name, string type) => new(new JsonObject
    {
        ["uuid"] = uuid,
        ["name"] = name,
        ["type"] = type,
        ["desc"] = DefaultDescription,
        ["avatar"] = "",
    });
}
