using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Identity;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Quota;

namespace SpareKey.OpSimulator.Faults;

/// <summary>Faults that make a call fail with one of `op`'s texts.</summary>
internal static class FaultErrors
{
    public static bool IsError(JsonObject action) => FaultCatalogue.Find(action.Text("fault")!)!.Parameters.Contains("after:b");

    public static OpError Of(Call call, JsonObject action)
    {
        var (text, exit) = Text(call, action);
        return new OpError(text, FaultPlan.Count(action, "exit", exit)) { Bare = action.Text("fault") == "token-corrupt" };
    }

    private static (string Text, int Exit) Text(Call call, JsonObject action)
    {
        var host = call.Model.Account.Map("account")?.Text("url")?.Replace("https://", "", StringComparison.Ordinal) ?? "example.1password.com";
        return action.Text("fault") switch
        {
            "rate-limit-token" => (Texts.TokenRateLimit(Wait(action, 0, 58)), 4),
            "rate-limit-account" => (Texts.AccountRateLimit(Wait(action, 23, 59)), 4),
            "rate-limit-client" => (Texts.ClientRateLimited, 1),
            "conflict" => (Texts.Conflict, 4),
            "server-error" when call.Args.Command.Path == "read" => (Texts.ServerErrorByReference(call.Args.Positional(0)!), 1),
            "server-error" => (Texts.ServerError, 4),
            "bad-request" => (Texts.BadRequest, 4),
            "status-not-found" => (Texts.NotFound, 4),
            "forbidden" => (Texts.Forbidden, 4),
            "no-permission" => (Texts.NoPermission, 4),
            "update-refused" => (Texts.UpdateRefused, 1),
            "not-signed-in" => (Texts.NotSignedIn, 1),
            "token-deleted" => (Texts.ServiceAccountDeleted, 1),
            "token-corrupt" => (Panic.Text, 2),
            "bad-token" => (Texts.BadToken, 1),
            "token-not-authenticated" => (Texts.NotYetAuthenticated, 1),
            "authorization-timeout" => (Texts.AuthorizationTimeout, 1),
            "authorization-dismissed" => (Texts.AuthorizationDismissed, 1),
            "desktop-app-absent" => (Texts.DesktopAbsent, 1),
            "desktop-app-lost" => (Texts.DesktopLost, 1),
            "network-refused" => (Texts.Unreachable(host, "127.0.0.1:443: connect: connection refused"), 1),
            "network-no-such-host" => (Texts.Unreachable(host, $"lookup {host}: no such host"), 1),
            "network-timeout" => (Texts.Unreachable(host, "127.0.0.1:443: i/o timeout"), 1),
            "vault-not-found" => (Texts.NoVault(call.Args.Value("vault") ?? call.Args.Positional(0) ?? ""), 1),
            "item-not-found" => (Texts.NoItem(call.Args.Positional(0) ?? ""), 1),
            _ => (action.Text("text") ?? "unknown error", 1),
        };
    }

    private static string Wait(JsonObject action, long hours, long minutes)
    {
        var h = action.Number("hours") ?? (action["minutes"] is null ? hours : 0);
        return Quotas.Wait((h * 60 + (action.Number("minutes") ?? minutes)) * 60);
    }
}
