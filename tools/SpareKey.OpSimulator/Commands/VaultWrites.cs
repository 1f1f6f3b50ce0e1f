using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

internal static class VaultWrites
{
    public static void Create(Call call)
    {
        call.Charge(0, 1);
        if (!call.Caller.CanCreateVaults) throw OpError.Status(Texts.Forbidden);
        var id = Ids.Create();
        var record = new JsonObject { ["name"] = JsonValue.Create(call.Args.Positional(0)!), ["type"] = "USER_CREATED", ["content_version"] = 1, ["attribute_version"] = 1 };
        record.SetIfAny("description", call.Args.Value("description"));
        record.SetIfAny("icon", call.Args.Value("icon"));
        record.Set("created_at", Timestamps.Settled(call.Now));
        record.Set("updated_at", Timestamps.Settled(call.Now));
        // A vault that a service account made belongs to it alone until a human is let in.
        if (call.Caller.IsServiceAccount) record.Set("created_by", call.Caller.Id);
        else record["access"] = new JsonObject { ["users"] = new JsonObject { [call.Caller.Id] = JsonAccess.ListOf(["view_items", "edit_items", "create_items", "manage_vault"]) } };
        var vault = new Vault(id, Path.Combine(call.Model.VaultsFolder, id), record);
        if (!call.Faults.Has("lost-write"))
        {
            using var held = call.Model.Lock();
            vault.Save();
        }
        Show(call, vault, fresh: true);
    }

    public static void Edit(Call call)
    {
        call.Charge(0, 3);
        var vault = Lookup.Vault(call, call.Args.Positional(0)!);
        if (call.Caller.IsServiceAccount || !call.Caller.MayManage(vault)) throw OpError.Status(Texts.Forbidden);
        if (call.Faults.Has("lost-write")) return;
        using var held = call.Model.Lock();
        var current = call.Model.Vault(vault.Id)!;
        foreach (var (flag, key) in ((string, string)[])[("name", "name"), ("description", "description"), ("icon", "icon"), ("travel-mode", "travel_mode")])
            if (call.Args.Value(flag) is { } value) current.Record.Set(key, value);
        current.Touch(call.Now, "attribute_version");
    }

    public static void Delete(Call call)
    {
        call.Charge(2, 1);
        var vault = Lookup.Vault(call, call.Args.Positional(0)!);
        if (!call.Caller.MayManage(vault)) throw OpError.Status(Texts.Forbidden);
        if (call.Faults.Has("lost-write")) return;
        using var held = call.Model.Lock();
        Directory.CreateDirectory(Path.Combine(call.Model.Root, "deleted-vaults"));
        Directory.Move(vault.Folder, Path.Combine(call.Model.Root, "deleted-vaults", vault.Id));
    }

    private static void Show(Call call, Vault vault, bool fresh)
    {
        var full = VaultReads.Full(vault);
        if (fresh)
        {
            full.Set("created_at", Timestamps.Fresh(call.Now));
            full.Set("updated_at", Timestamps.Fresh(call.Now));
        }
        if (call.IsJson) call.PrintJson(full);
        else call.Out.Print(VaultReads.Human(call, vault));
    }
}
