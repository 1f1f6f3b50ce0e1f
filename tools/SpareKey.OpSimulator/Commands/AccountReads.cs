using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Identity;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Quota;

namespace SpareKey.OpSimulator.Commands;

/// <summary>Accounts, `whoami`, quota: the calls that cost nothing.</summary>
internal static class AccountReads
{
    public static void List(Call call)
    {
        var accounts = call.Model.Account.Objects("accounts").Select(a => Keys(a, "url", "email", "user_uuid", "account_uuid")).ToList();
        if (call.IsJson)
        {
            var list = new JsonArray();
            foreach (var account in accounts) list.Add((JsonNode)account);
            call.PrintJson(list);
            return;
        }
        call.Out.Print(Table.Columns(["URL", "EMAIL", "USER ID"], accounts.Select(a => (string[])[a.Text("url") ?? "", a.Text("email") ?? "", a.Text("user_uuid") ?? ""])));
    }

    public static void Get(Call call)
    {
        _ = call.Caller;
        var account = Keys(call.Model.Account.Map("account") ?? [], "id", "name", "domain", "type", "state", "created_at");
        if (call.IsJson) call.PrintJson(account);
        else call.Out.Print(Table.Pairs(12, ("ID", account.Text("id")), ("Name", account.Text("name")), ("Domain", account.Text("domain")), ("Type", account.Text("type")), ("State", account.Text("state")), ("Created", HumanTime.Of(call, account.Text("created_at")))));
    }

    public static void Whoami(Call call)
    {
        var me = !SignIn.IsConnect && SignIn.Token is { } token ? ServiceAccount(call, token) : Person(call);
        if (call.IsJson) { call.PrintJson(me); return; }
        call.Out.Print(Table.Pairs(
            14,
            ("URL", me.Text("url") ?? me.Text("URL")),
            ("Email", me.Text("email")),
            ("User ID", me.Text("user_uuid")),
            ("User Type", me.Text("user_type"))));
    }

    public static void RateLimit(Call call)
    {
        if (!call.Caller.IsServiceAccount) throw new OpError("rate limits can only be read by a service account");
        var rows = new Quotas(call.Model, call.Now).Report(call.Caller.Record);
        if (call.IsJson) { call.PrintJson(rows); return; }
        call.Out.Print(Table.Columns(["TYPE", "ACTION", "LIMIT", "USED", "REMAINING", "RESET"], rows.OfType<JsonObject>().Select(Human)));
    }

    private static string[] Human(JsonObject row)
    {
        var reset = row.Number("reset") ?? 0;
        var wait = reset == 0 ? "N/A" : (reset >= 3600 ? Timestamps.Count(reset / 3600, "hour") : Timestamps.Count(Math.Max(1, reset / 60), "minute")) + " from now";
        return [row.Text("type")!, row.Text("action")!, $"{row.Number("limit")}", $"{row.Number("used")}", $"{row.Number("remaining")}", wait];
    }

    private static JsonObject ServiceAccount(Call call, string token)
    {
        // Answers for a deleted service account too: whoami proves nothing about a token.
        var account = SignIn.ServiceAccount(call, token);
        if (call.Version.IsAtLeast(2, 20) && !SignIn.HasAuthenticated(call, account)) throw new OpError(Texts.NotYetAuthenticated);
        var url = call.Model.Account.Map("account")?.Text("url") ?? "";
        var both = call.Version.IsAtLeast(2, 22);
        var old = !call.Version.IsAtLeast(2, 20);
        var me = new JsonObject();
        if (!old) me.Set("url", url);
        if (old || both) me.Set("URL", url);
        if (!old)
        {
            me.Set("user_uuid", account.Text("id") ?? "");
            me.Set("account_uuid", call.Model.Account.Map("account")?.Text("id") ?? "");
            me.Set("user_type", "SERVICE_ACCOUNT");
        }
        if (old || both) me.Set("ServiceAccountType", "SERVICE_ACCOUNT");
        return me;
    }

    private static JsonObject Person(Call call)
    {
        try { _ = call.Caller; }
        catch (OpError e) when (e.Message == Texts.NotSignedIn) { throw new OpError(Texts.WhoamiNotSignedIn) { Before = e.Before }; }
        var chosen = SignIn.Choose(call, [.. call.Model.Account.Objects("accounts")]);
        var me = Keys(chosen, "url", "email", "user_uuid", "account_uuid");
        me.Set("url", "https://" + (chosen.Text("url") ?? "").Replace("https://", "", StringComparison.Ordinal));
        if (call.Version.IsAtLeast(2, 30)) me.Set("user_type", call.Caller.Record.Text("type") ?? "MEMBER");
        if (chosen.Text("shorthand") is { } shorthand) me.Set("shorthand", shorthand);
        return me;
    }

    private static JsonObject Keys(JsonObject from, params string[] keys)
    {
        var row = new JsonObject();
        foreach (var key in keys)
            if (from[key] is { } node) row[key] = node.DeepClone();
        return row;
    }
}
