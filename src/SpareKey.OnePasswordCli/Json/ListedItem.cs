using System.Text.Json;
using SpareKey.OnePasswordCli.Failures;

namespace SpareKey.OnePasswordCli.Json;

/// <summary>An item as `op item list` shows it.</summary>
internal sealed record ListedItem(ItemKey Key, long Version, DateTimeOffset UpdatedAt, bool Archived, bool IsDocument);

/// <summary>One vault's list.</summary>
internal sealed record ItemList(IReadOnlyDictionary<string, ListedItem> Items, int WithoutUsableId)
{
    public int Active => Items.Values.Count(static item => !item.Archived);

    /// <exception cref="OpCallException">Not a list of items of this vault.</exception>
    public static ItemList Parse(ReadOnlyMemory<byte> json, string vaultId)
    {
        using JsonDocument? document = JsonObjects.Parse(json);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Array } array)
            throw new OpCallException(OpFailure.BadOutput("op printed no list of items"));
        Dictionary<string, ListedItem> items = new(StringComparer.Ordinal);
        var unusable = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            // A list without --vault is of all vaults: should `op` ever read our arguments that way, nothing of it is ours.
            if (item.VaultId() is { } of && !string.Equals(of, vaultId, StringComparison.Ordinal))
                throw new OpCallException(OpFailure.BadOutput("op listed items of another vault"));
            if (item.Id() is not { } id)
                unusable++;
            else if (!items.TryGetValue(id, out ListedItem? other) || other.Version < item.Whole("version"))
                items[id] = From(item, new ItemKey(vaultId, id));
        }

        return new ItemList(items, unusable);
    }

    private static ListedItem From(JsonElement item, ItemKey key) =>
        new(key, item.Whole("version") ?? 0, item.Instant("updated_at"), item.IsArchived(), item.Has("category", "DOCUMENT"));
}
