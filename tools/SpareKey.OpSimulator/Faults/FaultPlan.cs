using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Faults;

/// <summary>The faults that strike this one call, asked for at the places where they matter.</summary>
internal sealed class FaultPlan
{
    private static readonly string[] Shaping =
    [
        "empty-output", "half-output", "doubled-output", "invalid-utf8", "text-before-output", "byte-order-mark", "duplicate-keys", "extra-newline",
        "corrupt-binary-to-file", "slow-output", "crash",
    ];

    private readonly List<JsonObject> _actions;

    private FaultPlan(List<JsonObject> actions) => _actions = actions;

    public static FaultPlan None { get; } = new([]);

    public IEnumerable<JsonObject> Actions => _actions;

    public bool HoldsOutput => _actions.Any(a => Shaping.Contains(a.Text("fault")) || (FaultErrors.IsError(a) && a.Flag("after")));

    public static FaultPlan For(CallFacts facts, ModelFolder model)
    {
        var rules = Rules(Path.Combine(model.Root, "faults.json")).Concat(RulesFromEnvironment()).ToList();
        var concerned = rules.Where(r => r.Concerns(facts)).ToList();
        if (concerned.Count == 0) return None;
        if (!concerned.Any(r => r.IsCounted)) return new FaultPlan([.. concerned.Select(r => r.Action)]);
        return StateFile.Update(model, state =>
        {
            var counters = state.MapOrNew("faults");
            return new FaultPlan([.. concerned.Where(r => r.Strikes(counters, facts)).Select(r => r.Action)]);
        });
    }

    private static List<FaultRule> Rules(string path) => File.Exists(path) ? Read(JsonFile.Read(path), Path.GetFileName(path)) : [];

    private static List<FaultRule> RulesFromEnvironment()
    {
        const string Name = "SIMULATED_OP_FAULTS";
        if (Environment.GetEnvironmentVariable(Name) is not { Length: > 0 } text) return [];
        try { return Read(JsonFile.Parse(Encoding.UTF8.GetBytes(text)), Name); }
        catch (JsonException e) { throw new SimulatorError($"{Name}: not JSON: {e.Message}", e); }
    }

    private static List<FaultRule> Read(JsonNode? node, string where)
    {
        var list = node as JsonArray ?? (node is JsonObject map && map.Count == 1 ? map["rules"] as JsonArray : null)
            ?? throw new SimulatorError($"{where}: expected a list of rules, or an object whose only key is rules");
        return [.. list.Select((rule, i) => FaultRule.Read(rule, $"{where}[{i}]"))];
    }

    public JsonObject? Get(string fault) => _actions.FirstOrDefault(a => a.Text("fault") == fault);

    public bool Has(string fault) => Get(fault) is not null;

    public bool HidesVault(Vault vault) => _actions.Any(a => a.Text("fault") == "hide-vault" && Names(a, vault));

    public bool HidesItem(Item item) => HidesItem(item.Vault, item.Id);

    public bool HidesItem(Vault vault, string itemId) => _actions.Any(a => a.Text("fault") == "hide-item" && a.Text("item") == itemId);

    public void RefuseListing(Vault vault)
    {
        if (_actions.Any(a => a.Text("fault") == "refuse-listing" && (a.Text("vault") is null || Names(a, vault)))) throw OpError.Status(Texts.Forbidden);
    }

    public bool OmitsFromBatch(int index) => _actions.Any(a => a.Text("fault") == "missing-item" && (a.Number("index") ?? 0) == index);

    public Item Replace(Call call, Item item) => ReplaceInBatch(call, 0, item);

    public Item ReplaceInBatch(Call call, int index, Item item)
    {
        if (Has("stale-cache") && call.UsesCache && item.Vault.EarlierItem(item.Id) is { } earlier) item = earlier;
        foreach (var action in _actions.Where(a => (a.Number("index") ?? 0) == index))
            item = action.Text("fault") switch
            {
                "wrong-item" => Other(item, action.Text("id")),
                "foreign-item" => call.Model.Vaults().Where(v => v.Id != item.Vault.Id).Select(v => First(v, null)).FirstOrDefault(i => i is not null)
                    ?? throw new SimulatorError("foreign-item: no other vault holds an item"),
                _ => item,
            };
        return item;
    }

    public byte[] ChangeContent(byte[] content)
    {
        foreach (var action in _actions)
            content = action.Text("fault") switch
            {
                "file-shorter" => content[..Math.Max(0, content.Length - Count(action, "bytes", 1))],
                "file-longer" => [.. content, .. Enumerable.Repeat((byte)'+', Count(action, "bytes", 1))],
                "file-bit-flip" => Flip(content, Count(action, "offset", 0)),
                _ => content,
            };
        return content;
    }

    public static int Count(JsonObject action, string key, int otherwise) => checked((int)(action.Number(key) ?? otherwise));

    private static Item Other(Item item, string? id) =>
        (id is null ? First(item.Vault, item.Id) : item.Vault.Item(id)) ?? throw new SimulatorError("wrong-item: the vault holds no such other item");

    private static Item? First(Vault vault, string? butNot) =>
        vault.Overviews().Where(o => o.Id != butNot).Select(o => vault.Item(o.Id)).FirstOrDefault(i => i is not null);

    private static bool Names(JsonObject action, Vault vault) => action.Text("vault") is { } wanted && (wanted == vault.Id || wanted == vault.Name);

    private static byte[] Flip(byte[] content, int offset)
    {
        if (offset < content.Length) content[offset] ^= 1;
        return content;
    }
}
