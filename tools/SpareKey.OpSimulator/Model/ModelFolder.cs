using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Model;

/// <summary>The account model: a folder of JSON files that people and tests edit by hand (docs/manual/simulator.md).</summary>
internal sealed class ModelFolder(string root)
{
    private JsonObject? _account;

    public string Root => root;

    public string VaultsFolder => Path.Combine(root, "vaults");

    public JsonObject Account => _account ??= JsonFile.ReadMap(Path.Combine(root, "account.json"));

    public static ModelFolder Locate()
    {
        var named = Environment.GetEnvironmentVariable("SIMULATED_OP_HOME");
        string[] places = string.IsNullOrEmpty(named)
            ? [Path.Combine(AppContext.BaseDirectory, "op-simulator"), Path.Combine(Environment.CurrentDirectory, "op-simulator")]
            : [named];
        foreach (var place in places)
            if (File.Exists(Path.Combine(place, "account.json"))) return new ModelFolder(place);
        throw new SimulatorError($"no account model at {string.Join(" or ", places)}; set SIMULATED_OP_HOME, or make one with 'op simulator init DIR'");
    }

    public ModelLock Lock() => ModelLock.Take(root);

    public List<Vault> Vaults()
    {
        if (!Directory.Exists(VaultsFolder)) return [];
        return [.. Directory.EnumerateDirectories(VaultsFolder).Select(Path.GetFileName).Where(Ids.IsId)
            .Order(StringComparer.Ordinal).Select(id => Vault(id!)).OfType<Vault>()
            .OrderBy(v => v.Record.Number("position") ?? long.MaxValue)];
    }

    public Vault? Vault(string id)
    {
        if (!Ids.IsId(id)) return null;
        var folder = Path.Combine(VaultsFolder, id);
        return JsonFile.ReadMapIfThere(Path.Combine(folder, "vault.json")) is { } record ? new Vault(id, folder, record) : null;
    }

    public IEnumerable<JsonObject> Users => Account.Objects("users");

    public IEnumerable<JsonObject> Groups => Account.Objects("groups");

    public List<JsonObject> Tokens() =>
        JsonFile.ReadMapIfThere(TokensFile) is { } file ? [.. file.Objects("tokens")] : [];

    public string TokensFile => Path.Combine(root, "tokens.json");
}
