using System.Buffers;
using System.Text.Json;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Calls;

/// <summary>
/// The calls this program makes: all by id, never by name; everything as separate arguments; no secret among them.
/// `--cache=false` goes to what decides about completeness (lists, vaults) and to file contents, not to the first reading
/// of items: docs/decisions/0003-op-cache.md.
/// </summary>
internal sealed record OpCall(IReadOnlyList<string> Arguments, ReadOnlyMemory<byte> Input)
{
    private const string NoCache = "--cache=false";

    private OpCall(params IReadOnlyList<string> arguments)
        : this(arguments, default)
    {
    }

    public static OpCall Version { get; } = new("--version");

    public static OpCall Vaults { get; } = new("vault", "list", NoCache, "--format", "json");

    public static OpCall WhoAmI { get; } = new("whoami", "--format", "json");

    public static OpCall Account { get; } = new("account", "get", "--format", "json");

    public static OpCall Vault(string vaultId) => new("vault", "get", vaultId, NoCache, "--format", "json");

    public static OpCall Items(string vaultId) => new("item", "list", "--vault", vaultId, "--include-archive", NoCache, "--format", "json");

    public static OpCall Item(ItemKey item, bool cached) =>
        cached
            ? new("item", "get", item.ItemId, "--vault", item.VaultId, "--include-archive", "--format", "json")
            : new("item", "get", item.ItemId, "--vault", item.VaultId, "--include-archive", NoCache, "--format", "json");

    /// <summary>Several items, of any vaults, in one process. Not for an empty list: what `op` makes of that is not known.</summary>
    public static OpCall Batch(IReadOnlyList<ItemKey> items)
    {
        if (items.Count == 0)
            throw new ArgumentException("a batch needs an item", nameof(items));
        ArrayBufferWriter<byte> json = new(items.Count * 96);
        using Utf8JsonWriter writer = new(json);
        writer.WriteStartArray();
        foreach (ItemKey item in items)
        {
            writer.WriteStartObject();
            writer.WriteString("id", item.ItemId);
            writer.WriteStartObject("vault");
            writer.WriteString("id", item.VaultId);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Flush();
        return new OpCall(["item", "get", "-", "--include-archive", "--format", "json"], json.WrittenMemory);
    }

    /// <summary>A DOCUMENT's file; the only way to a file of an archived item.</summary>
    public static OpCall Document(ItemKey item) =>
        new("document", "get", item.ItemId, "--vault", item.VaultId, "--include-archive", NoCache);

    /// <summary>Any other file. Without -n `op` adds a line feed to the content.</summary>
    public static OpCall File(ItemKey item, string fileId) => new("read", "-n", $"op://{item.VaultId}/{item.ItemId}/{fileId}", NoCache);
}
