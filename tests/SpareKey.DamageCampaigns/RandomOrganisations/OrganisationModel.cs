using System.Globalization;
using System.Text.Json.Nodes;
using SpareKey.TestKit;

namespace SpareKey.DamageCampaigns;

/// <summary>Writes an organisation as the simulator's account model; docs/manual/simulator.md describes the files.</summary>
internal static class OrganisationModel
{
    private const string Time = "2024-05-06T07:08:09Z";

    public static async Task<SimulatedAccount> WriteAsync(string folder, Organisation organisation)
    {
        var account = await SimulatedAccount.GenerateAsync(folder, vaults: 1, items: 0);
        Directory.Delete(Path.Combine(folder, "vaults"), recursive: true);
        for (var i = 0; i < organisation.Vaults.Count; i++)
            WriteVault(Path.Combine(folder, "vaults", VaultId(i)), organisation.Vaults[i], i);
        Grant(Path.Combine(folder, "tokens.json"), organisation.Vaults.Count);
        return account;
    }

    public static string VaultId(int vault) => Id("v", vault, 0, 0);

    public static string ItemId(OrganisationVault vault, int number, int item) => Id("i", vault.SharesIds ? 0 : number, item, 0);

    public static string FileId(int item, int file) => Id("f", 0, item, file);

    private static string Id(string kind, int vault, int item, int file) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}{vault:D8}x{item:D7}x{file:D8}");

    private static void WriteVault(string folder, OrganisationVault vault, int number)
    {
        Directory.CreateDirectory(Path.Combine(folder, "items"));
        Write(Path.Combine(folder, "vault.json"), new JsonObject
        {
            ["name"] = vault.Name,
            ["type"] = "USER_CREATED",
            ["position"] = number,
            ["attribute_version"] = 1,
            ["content_version"] = vault.Items.Count,
            ["created_at"] = Time,
            ["updated_at"] = Time,
            ["access"] = new JsonObject(),
        });
        for (var i = 0; i < vault.Items.Count; i++)
            WriteItem(folder, ItemId(vault, number, i), vault.Items[i], i);
    }

    private static void WriteItem(string folder, string id, OrganisationItem item, int number)
    {
        var json = new JsonObject
        {
            ["id"] = id,
            ["title"] = item.Title,
            ["version"] = 1,
            ["category"] = item.Category,
            ["created_at"] = Time,
            ["updated_at"] = Time,
            ["fields"] = List(item.Fields.Select(field => new JsonObject { ["id"] = field.Id, ["type"] = "STRING", ["label"] = field.Label, ["value"] = field.Value })),
            ["files"] = List(item.Files.Select((file, i) => new JsonObject { ["id"] = FileId(number, i), ["name"] = file.Name, ["size"] = file.Content.Length })),
        };
        if (item.Archived)
            json["state"] = "ARCHIVED";
        Write(Path.Combine(folder, "items", id + ".json"), json);
        for (var i = 0; i < item.Files.Count; i++)
        {
            Directory.CreateDirectory(Path.Combine(folder, "files", id));
            File.WriteAllBytes(Path.Combine(folder, "files", id, FileId(number, i)), item.Files[i].Content);
        }
    }

    private static void Grant(string path, int vaults)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(path))!;
        foreach (var token in json["tokens"]!.AsArray())
            token!["vaults"] = new JsonObject(Enumerable.Range(0, vaults).Select(i => KeyValuePair.Create(VaultId(i), (JsonNode?)new JsonArray((JsonNode)"read_items"))));
        Write(path, json);
    }

    private static JsonArray List(IEnumerable<JsonObject> entries) => new([.. entries]);

    private static void Write(string path, JsonNode json) => File.WriteAllText(path, json.ToJsonString());
}
