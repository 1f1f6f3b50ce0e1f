using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

/// <summary>Users, groups, and who may do what in a vault.</summary>
internal static class DirectoryReads
{
    private static readonly string[] UserKeys = ["id", "name", "email", "type", "state"];
    private static readonly string[] GroupKeys = ["id", "name", "description", "state", "created_at"];

    public static void UserList(Call call)
    {
        call.Charge(1, 0);
        var users = call.Model.Users;
        if (call.Args.Value("vault") is { } vault)
        {
            var access = Lookup.Vault(call, vault).Record.Map("access")?.Map("users");
            users = users.Where(u => access?.ContainsKey(u.Text("id") ?? "") ?? false);
        }
        if (call.Args.Value("group") is { } group)
        {
            var members = Group(call, group).Objects("members").ToList();
            Print(call, [.. users.Where(u => members.Any(m => Same(m, u))).Select(u => WithRole(u, members.First(m => Same(m, u))))]);
            return;
        }
        Print(call, [.. users.Select(u => Pick(u, UserKeys))]);
    }

    public static void UserGet(Call call)
    {
        call.Charge(1, 0);
        var user = call.Args.IsOn("me") ? Me(call) : User(call, call.Args.Positional(0) ?? throw new OpError("accepts at least 1 arg(s), received 0"));
        if (call.IsJson) { call.PrintJson(Pick(user, [.. UserKeys, "created_at", "updated_at", "last_auth_at"])); return; }
        call.Out.Print(Table.Pairs(
            24,
            ("ID", user.Text("id")),
            ("Name", user.Text("name")),
            ("Email", user.Text("email")),
            ("State", user.Text("state")),
            ("Type", user.Text("type")),
            ("Created", HumanTime.Of(call, user.Text("created_at"))),
            ("Updated", HumanTime.Of(call, user.Text("updated_at"))),
            ("Last Authentication", HumanTime.Of(call, user.Text("last_auth_at")))));
    }

    public static void GroupList(Call call)
    {
        call.Charge(1, 0);
        var groups = call.Model.Groups;
        if (call.Args.Value("vault") is { } vault)
        {
            var access = Lookup.Vault(call, vault).Record.Map("access")?.Map("groups");
            groups = groups.Where(g => access?.ContainsKey(g.Text("id") ?? "") ?? false);
        }
        if (call.Args.Value("user") is { } spec)
        {
            var user = User(call, spec);
            groups = groups.Where(g => g.Objects("members").Any(m => Same(m, user)));
        }
        Print(call, [.. groups.Select(g => Pick(g, GroupKeys))]);
    }

    public static void GroupGet(Call call)
    {
        call.Charge(1, 0);
        var group = Group(call, call.Args.Positional(0)!);
        if (call.IsJson) call.PrintJson(Pick(group, ["id", "name", "description", "state", "created_at", "updated_at", "permissions", "type"]));
        else call.Out.Print(Table.Pairs(22, ("ID", group.Text("id")), ("Name", group.Text("name")), ("Description", group.Text("description")), ("State", group.Text("state")), ("Type", group.Text("type"))));
    }

    public static void VaultAccess(Call call, bool groups)
    {
        call.Charge(Ids.IsId(call.Args.Positional(0)!) ? 1 : 2, 0);
        var vault = Lookup.Vault(call, call.Args.Positional(0)!);
        if (!call.Caller.MayManage(vault)) throw OpError.Status(Texts.Forbidden);
        var access = vault.Record.Map("access")?.Map(groups ? "groups" : "users") ?? [];
        var rows = new List<JsonObject>();
        foreach (var subject in (groups ? call.Model.Groups : call.Model.Users).Where(s => access.ContainsKey(s.Text("id") ?? "")))
        {
            var row = Pick(subject, groups ? GroupKeys : UserKeys);
            row["permissions"] = JsonAccess.ListOf(access.Texts(subject.Text("id")!));
            rows.Add(row);
        }
        Print(call, rows);
    }

    public static JsonObject User(Call call, string spec)
    {
        var user = call.Model.Users.FirstOrDefault(u => u.Text("id") == spec || u.Text("name") == spec || string.Equals(u.Text("email"), spec, StringComparison.OrdinalIgnoreCase));
        if (user is not null) return user;
        // Recorded: something that looks like an id is asked of the server, which answers 404.
        var looksLikeId = spec.Length == 26 && spec.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
        throw looksLikeId ? OpError.Status(Texts.NotFound) : new OpError(Texts.NoUser(spec));
    }

    public static JsonObject Group(Call call, string spec) =>
        call.Model.Groups.FirstOrDefault(g => g.Text("id") == spec || g.Text("name") == spec) ?? throw new OpError(Texts.NoGroup(spec));

    private static JsonObject Me(Call call)
    {
        var caller = call.Caller;
        if (!caller.IsServiceAccount) return caller.Record;
        var me = Pick(caller.Record, ["id", "name", "email", "created_at", "updated_at", "last_auth_at"]);
        me.Set("type", "SERVICE_ACCOUNT");
        me.Set("state", "ACTIVE");
        return me;
    }

    private static bool Same(JsonObject a, JsonObject b) => a.Text("id") == b.Text("id");

    private static JsonObject WithRole(JsonObject user, JsonObject member)
    {
        var row = Pick(user, UserKeys);
        row.Set("role", member.Text("role") ?? "MEMBER");
        return row;
    }

    private static JsonObject Pick(JsonObject from, string[] keys)
    {
        var row = new JsonObject();
        foreach (var key in keys)
            if (from[key] is { } node) row[key] = node.DeepClone();
        return row;
    }

    private static void Print(Call call, List<JsonObject> rows)
    {
        if (!call.IsJson)
        {
            call.Out.Print(Table.Columns(["ID", "NAME", "STATE"], rows.Select(r => (string[])[r.Text("id") ?? "", r.Text("name") ?? "", r.Text("state") ?? ""])));
            return;
        }
        var list = new JsonArray();
        foreach (var row in rows) list.Add((JsonNode)row);
        call.PrintJson(list);
    }
}
