using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Faults;

/// <summary>What somebody else does to the account after this call: the reason why no two calls see the same account.</summary>
internal static class LaterChanges
{
    private static readonly string[] Names = ["edit-item", "delete-item", "archive-item", "add-item"];

    public static void Apply(FaultPlan plan, ModelFolder model, DateTimeOffset now)
    {
        var changes = plan.Actions.Where(a => Names.Contains(a.Text("fault"))).ToList();
        if (changes.Count == 0) return;
        using var held = model.Lock();
        foreach (var change in changes) Apply(change, model, now);
    }

    private static void Apply(JsonObject change, ModelFolder model, DateTimeOffset now)
    {
        var fault = change.Text("fault")!;
        var vault = FindVault(change, model);
        if (fault == "add-item") { Add(vault, change.Text("title") ?? "Added meanwhile", now); return; }
        var item = (change.Text("item") is { } id ? vault.Item(id) : vault.Overviews().Where(o => !o.IsArchived).Select(o => vault.Item(o.Id)).FirstOrDefault())
            ?? throw new SimulatorError($"{fault}: no such item in vault {vault.Name}");
        item.Stamp(now, null);
        item.Json.Remove("$fresh");
        if (fault == "edit-item") Note(item).Set("value", "edited meanwhile, version " + item.Json.Number("version"));
        if (fault == "archive-item") item.Json.Set("state", "ARCHIVED");
        vault.SaveItem(item);
        if (fault == "delete-item") vault.Discard(item.Id);
        vault.Touch(now);
    }

    private static Vault FindVault(JsonObject change, ModelFolder model)
    {
        var vaults = model.Vaults();
        var found = change.Text("vault") is { } wanted
            ? vaults.FirstOrDefault(v => v.Id == wanted || v.Name == wanted)
            : vaults.FirstOrDefault(v => change.Text("item") is { } item && v.Holds(item));
        return found ?? throw new SimulatorError($"{change.Text("fault")}: name a vault, or an item that exists");
    }

    private static JsonObject Note(Item item)
    {
        if (item.Field("notesPlain") is { } note) return note;
        var made = new JsonObject { ["id"] = "notesPlain", ["type"] = "STRING", ["purpose"] = "NOTES", ["label"] = "notesPlain" };
        item.Json.ListOrNew("fields").Add((JsonNode)made);
        return made;
    }

    private static void Add(Vault vault, string title, DateTimeOffset now)
    {
        var template = CategoryTemplates.Build(Categories.Find("LOGIN")!);
        template.Set("title", title);
        var item = new Item(vault, Ids.Create(), template);
        item.Json.Set("id", item.Id);
        item.Stamp(now, null);
        item.Json.Remove("$fresh");
        vault.SaveItem(item);
        vault.Touch(now);
    }
}
