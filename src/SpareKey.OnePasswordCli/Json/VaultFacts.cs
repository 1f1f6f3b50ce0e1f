using System.Text.Json;
using SpareKey.OnePasswordCli.Failures;

namespace SpareKey.OnePasswordCli.Json;

/// <summary>A vault as listed or looked at. <see cref="Items"/> counts active items; lists before 2.30 have neither it nor dates.</summary>
internal sealed record VaultFacts(string Id, string Name, string? Type, long? ContentVersion, long? Items, DateTimeOffset UpdatedAt)
{
    /// <summary>The list of vaults; one of them whose id cannot be used makes the list useless, since it would be missing silently.</summary>
    /// <exception cref="OpCallException">Not a list of vaults.</exception>
    public static IReadOnlyList<VaultFacts> List(ReadOnlyMemory<byte> json)
    {
        using JsonDocument? document = JsonObjects.Parse(json);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Array } array)
            throw new OpCallException(OpFailure.BadOutput("op printed no list of vaults"));
        return [.. array.EnumerateArray().Select(From).DistinctBy(static vault => vault.Id, StringComparer.Ordinal)];
    }

    /// <exception cref="OpCallException">Not the vault that was asked for.</exception>
    public static VaultFacts Get(ReadOnlyMemory<byte> json, string id)
    {
        using JsonDocument? document = JsonObjects.Parse(json);
        VaultFacts? vault = document is null ? null : From(document.RootElement);
        return vault is not null && string.Equals(vault.Id, id, StringComparison.Ordinal)
            ? vault
            : throw new OpCallException(OpFailure.BadOutput("op printed another vault than the one asked for, or none"));
    }

    private static VaultFacts From(JsonElement vault) =>
        new(vault.Id() ?? throw new OpCallException(OpFailure.BadOutput("op printed a vault without a usable id")),
            vault.Text("name") ?? "",
            vault.Text("type"),
            vault.Whole("content_version"),
            vault.Whole("items"),
            vault.Instant("updated_at"));
}
