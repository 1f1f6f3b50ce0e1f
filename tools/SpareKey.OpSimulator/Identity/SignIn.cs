using System.Text;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Identity;

/// <summary>Finds the caller the way `op` does: Connect before service account before person.</summary>
internal static class SignIn
{
    public static string? Token => Variable("OP_SERVICE_ACCOUNT_TOKEN");

    public static bool IsConnect => Variable("OP_CONNECT_HOST") is not null && Variable("OP_CONNECT_TOKEN") is not null;

    public static Caller Authenticate(Call call)
    {
        if (IsConnect) throw Connect(call);
        if (Token is { } token) return Active(call, ServiceAccount(call, token));
        return Person(call);
    }

    /// <summary>The service account of the token, whatever its state. `whoami` answers from here, so it also answers for a deleted one.</summary>
    public static JsonObject ServiceAccount(Call call, string token)
    {
        if (!IsWellFormed(token)) throw Corrupt(call.Version);
        return call.Model.Tokens().FirstOrDefault(t => t.Text("token") == token) ?? throw new OpError(Texts.ServiceAccountDeleted);
    }

    public static bool HasAuthenticated(Call call, JsonObject account) =>
        account.Text("state") != "unauthenticated" || StateFile.Read(call.Model).Texts("authenticated").Contains(account.Text("id"));

    private static Caller Active(Call call, JsonObject account)
    {
        if (account.Text("state") is "deleted") throw new OpError(Texts.ServiceAccountDeleted);
        if (account.Text("expires_at") is { } end && Timestamps.Parse(end) <= call.Now) throw new OpError(Texts.ServiceAccountDeleted);
        if (!HasAuthenticated(call, account)) Remember(call, account.Text("id")!);
        return Caller.ServiceAccount(account);
    }

    private static void Remember(Call call, string id) => StateFile.Update(call.Model, state =>
    {
        state.ListOrNew("authenticated").Add((JsonNode?)JsonValue.Create(id));
        return true;
    });

    private static bool IsWellFormed(string token)
    {
        if (!token.StartsWith("ops_", StringComparison.Ordinal)) return false;
        var body = token[4..].Replace('-', '+').Replace('_', '/');
        var bytes = new byte[body.Length];
        if (!Convert.TryFromBase64String(body.PadRight((body.Length + 3) / 4 * 4, '='), bytes, out var length)) return false;
        return length > 1 && bytes[0] == '{' && Encoding.UTF8.GetString(bytes, 0, length).TrimEnd().EndsWith('}');
    }

    private static OpError Corrupt(OpVersion version) => version.IsAtLeast(2, 20)
        ? new OpError(Texts.BadToken)
        : new OpError(Panic.Text, 2) { Bare = true };

    private static Caller Person(Call call)
    {
        var account = call.Model.Account;
        var accounts = account.Objects("accounts").ToList();
        if (accounts.Count == 0) throw new OpError(Texts.NotSignedIn) { Before = Texts.NoAccounts };
        var chosen = Choose(call, accounts);
        var session = account.Map("interactive") ?? [];
        var own = account.Map("account")?.Text("id");
        if (!session.Flag("signed_in") || chosen.Text("account_uuid") != own || !HoldsSession(call, session)) throw new OpError(Texts.NotSignedIn);
        var user = call.Model.Users.FirstOrDefault(u => u.Text("id") == session.Text("user"))
            ?? throw new SimulatorError("account.json: interactive.user names no user");
        return Caller.Person(user, call.Model);
    }

    public static JsonObject Choose(Call call, List<JsonObject> accounts)
    {
        var filter = call.Args.Value("account") ?? Variable("OP_ACCOUNT");
        if (filter is not null)
            return accounts.FirstOrDefault(a => Matches(a, filter)) ?? throw new OpError(Texts.NoAccount(filter));
        if (accounts.Count > 1) throw new OpError(Texts.SeveralAccounts);
        return accounts[0];
    }

    private static bool Matches(JsonObject account, string filter)
    {
        var host = account.Text("url")?.Replace("https://", "", StringComparison.Ordinal).TrimEnd('/');
        var wanted = filter.Replace("https://", "", StringComparison.Ordinal).TrimEnd('/');
        return wanted == host || wanted == host?.Split('.')[0] || filter == account.Text("account_uuid") || filter == account.Text("user_uuid")
            || filter == account.Text("shorthand") || filter == account.Text("email");
    }

    private static bool HoldsSession(Call call, JsonObject session)
    {
        if (session.Text("session") is not { } wanted) return true;
        if (call.Args.Value("session") == wanted) return true;
        foreach (System.Collections.DictionaryEntry pair in Environment.GetEnvironmentVariables())
            if (pair.Key is string name && name.StartsWith("OP_SESSION_", StringComparison.Ordinal) && pair.Value as string == wanted) return true;
        return false;
    }

    private static OpError Connect(Call call)
    {
        var path = call.Args.Command.Path;
        if (path is not ("read" or "item get")) return new OpError($"\"op {path}\" is not supported when using 1Password Connect");
        return new OpError(Texts.Unreachable(Variable("OP_CONNECT_HOST")!, "connect: connection refused"));
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
