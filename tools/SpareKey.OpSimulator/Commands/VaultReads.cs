using System.Globalization;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

internal static class VaultReads
{
    public static void List(Call call)
    {
        call.Charge(1, 0);
        var vaults = Listed(call);
        if (!call.IsJson) { call.Out.Print(Table.Columns(["ID", "NAME"], vaults.Select(v => (string[])[v.Id, v.Name]))); return; }
        var list = new JsonArray();
        foreach (var vault in vaults) list.Add((JsonNode)Row(call, vault));
        call.PrintJson(list);
    }

    public static void Get(Call call)
    {
        var spec = call.Args.Positional(0)!;
        call.Charge(Ids.IsId(spec) ? 1 : 2, 0);
        var vault = Lookup.Vault(call, spec);
        if (call.IsJson) call.PrintJson(Full(vault));
        else call.Out.Print(Human(call, vault));
    }

    public static JsonObject Full(Vault vault)
    {
        var full = new JsonObject
        {
            ["id"] = JsonValue.Create(vault.Id),
            ["name"] = JsonValue.Create(vault.Name),
            ["content_version"] = JsonValue.Create(vault.Record.Number("content_version") ?? 0),
        };
        full.SetIfAny("description", vault.Record.Text("description"));
        full.Set("attribute_version", vault.Record.Number("attribute_version") ?? 1);
        full.Set("items", ActiveItems(vault));
        full.Set("type", vault.Type);
        full.Set("created_at", vault.Record.Text("created_at") ?? "");
        full.Set("updated_at", vault.Record.Text("updated_at") ?? "");
        return full;
    }

    /// <remarks>Archived items are not counted (recorded: 4 beside a list of 5).</remarks>
    private static long ActiveItems(Vault vault) => vault.Overviews().Count(o => !o.IsArchived);

    private static List<Vault> Listed(Call call)
    {
        var (group, user, permission) = (call.Args.Value("group"), call.Args.Value("user"), call.Args.Values("permission"));
        if (call.Caller.IsServiceAccount && (group ?? user) is not null) throw OpError.Status(Texts.Forbidden);
        if (permission.Count > 0)
            return [.. call.Model.Vaults().Where(v => permission.All(p => call.Caller.PermissionsIn(v).Contains(p, StringComparer.Ordinal))).Where(v => !call.Faults.HidesVault(v))];
        var vaults = Lookup.VisibleVaults(call);
        if (group is not null) vaults = [.. vaults.Where(v => Access(v, "groups", DirectoryReads.Group(call, group).Text("id")!))];
        if (user is not null) vaults = [.. vaults.Where(v => Access(v, "users", DirectoryReads.User(call, user).Text("id")!))];
        return vaults;
    }

    private static bool Access(Vault vault, string kind, string id) => vault.Record.Map("access")?.Map(kind)?.ContainsKey(id) ?? false;

    private static JsonObject Row(Call call, Vault vault)
    {
        var row = new JsonObject
        {
            ["id"] = JsonValue.Create(vault.Id),
            ["name"] = JsonValue.Create(vault.Name),
            ["content_version"] = JsonValue.Create(vault.Record.Number("content_version") ?? 0),
        };
        if (!call.Version.IsAtLeast(2, 30)) return row;
        row.Set("created_at", vault.Record.Text("created_at") ?? "");
        row.Set("updated_at", vault.Record.Text("updated_at") ?? "");
        row.Set("items", ActiveItems(vault));
        return row;
    }

    public static string Human(Call call, Vault vault) => Table.Pairs(
        22,
        ("ID", vault.Id),
        ("Name", vault.Name),
        ("Description", vault.Record.Text("description")),
        ("Type", vault.Type),
        ("Attribute version", (vault.Record.Number("attribute_version") ?? 1).ToString(CultureInfo.InvariantCulture)),
        ("Content version", (vault.Record.Number("content_version") ?? 0).ToString(CultureInfo.InvariantCulture)),
        ("Items", ActiveItems(vault).ToString(CultureInfo.InvariantCulture)),
        ("Created", HumanTime.Of(call, vault.Record.Text("created_at"))),
        ("Updated", HumanTime.Of(call, vault.Record.Text("updated_at"))));
}
