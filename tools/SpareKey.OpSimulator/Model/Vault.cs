using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Model;

internal sealed class Vault(string id, string folder, JsonObject record)
{
    public string Id => id;

    public JsonObject Record => record;

    public string Name => record.Text("name") ?? "";

    public string Type => record.Text("type") ?? "USER_CREATED";

    public bool IsPersonal => Type == "PERSONAL";

    public string Folder => folder;

    private string ItemFile(string itemId) => Path.Combine(folder, "items", itemId + ".json");

    private string EarlierFile(string itemId) => Path.Combine(folder, "earlier", itemId + ".json");

    public string ContentFile(string itemId, string fileId) => Path.Combine(folder, "files", itemId, fileId);

    public bool Holds(string itemId) => Ids.IsId(itemId) && File.Exists(ItemFile(itemId));

    public Item? Item(string itemId) =>
        Ids.IsId(itemId) && JsonFile.ReadMapIfThere(ItemFile(itemId)) is { } json ? new Item(this, itemId, json) : null;

    /// <summary>The item as it was before its last change: what a stale cache still holds.</summary>
    public Item? EarlierItem(string itemId) =>
        Ids.IsId(itemId) && JsonFile.ReadMapIfThere(EarlierFile(itemId)) is { } json ? new Item(this, itemId, json) : null;

    public List<Overview> Overviews() => OverviewCache.Load(folder);

    public byte[] Content(string itemId, string fileId)
    {
        if (!Ids.IsId(itemId) || !Ids.IsId(fileId)) throw new SimulatorError($"bad id of a file in vault {id}: {itemId}/{fileId}");
        var path = ContentFile(itemId, fileId);
        return File.Exists(path) ? File.ReadAllBytes(path) : throw new SimulatorError($"{path}: the item names this file, but it is not there");
    }

    public void SaveItem(Item item)
    {
        Directory.CreateDirectory(Path.Combine(folder, "items"));
        var path = ItemFile(item.Id);
        if (File.Exists(path))
        {
            Directory.CreateDirectory(Path.Combine(folder, "earlier"));
            File.Copy(path, EarlierFile(item.Id), overwrite: true);
        }
        JsonFile.Write(path, item.Json);
    }

    public void SaveContent(string itemId, string fileId, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.Combine(folder, "files", itemId));
        JsonFile.WriteBytes(ContentFile(itemId, fileId), bytes);
    }

    /// <summary>Recently Deleted: out of every list, kept on disk for a person who looks into the model.</summary>
    public void Discard(string itemId)
    {
        Directory.CreateDirectory(Path.Combine(folder, "deleted"));
        File.Move(ItemFile(itemId), Path.Combine(folder, "deleted", itemId + ".json"), overwrite: true);
    }

    /// <summary>Any change of an item moves the vault's version: the cheap change detector.</summary>
    public void Touch(DateTimeOffset now, string versionKey = "content_version")
    {
        record.Set(versionKey, (record.Number(versionKey) ?? 0) + 1);
        record.Set("updated_at", Timestamps.Settled(now));
        Save();
    }

    public void Save()
    {
        Directory.CreateDirectory(folder);
        JsonFile.Write(Path.Combine(folder, "vault.json"), record);
    }
}
