using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Quota;

/// <summary>
/// The service accounts' request counters: reads and writes per token and hour, everything per account and day.
/// A window starts with its first request. A call that fails for another reason has still been counted.
/// </summary>
internal sealed class Quotas(ModelFolder model, DateTimeOffset now)
{
    private const long Hour = 3600;
    private const long Day = 86400;

    public void Charge(JsonObject token, long reads, long writes)
    {
        if (reads == 0 && writes == 0) return;
        var refusal = StateFile.Update(model, state =>
        {
            Take(state, token, reads, writes, out var why);
            return why;
        });
        if (refusal is not null) throw refusal;
    }

    /// <summary>Takes up to `count` requests of `cost` reads each and says how many were granted, with the refusal for the rest.</summary>
    public (int Granted, OpError? Refusal) ChargeReads(JsonObject token, IReadOnlyList<long> costs) => StateFile.Update(model, state =>
    {
        for (var i = 0; i < costs.Count; i++)
        {
            Take(state, token, costs[i], 0, out var why);
            if (why is not null) return (i, why);
        }
        return (costs.Count, (OpError?)null);
    });

    public JsonArray Report(JsonObject token)
    {
        var state = StateFile.Read(model);
        return
        [
            Row("token", "write", TokenLimit(token, "write"), Window(state, token.Text("id")!, "write"), Hour),
            Row("token", "read", TokenLimit(token, "read"), Window(state, token.Text("id")!, "read"), Hour),
            Row("account", "read_write", AccountLimit(), Window(state, "account", "read_write"), Day),
        ];
    }

    private void Take(JsonObject state, JsonObject token, long reads, long writes, out OpError? refusal)
    {
        var id = token.Text("id")!;
        refusal = TakeOne(Window(state, id, "read"), reads, TokenLimit(token, "read"), Hour, Texts.TokenRateLimit)
            ?? TakeOne(Window(state, id, "write"), writes, TokenLimit(token, "write"), Hour, Texts.TokenRateLimit)
            ?? TakeOne(Window(state, "account", "read_write"), reads + writes, AccountLimit(), Day, Texts.AccountRateLimit);
    }

    private OpError? TakeOne(JsonObject window, long count, long limit, long length, Func<string, string> text)
    {
        if (count == 0) return null;
        var at = now.ToUnixTimeSeconds();
        if ((window.Number("since") ?? 0) + length <= at) { window.Set("since", at); window.Set("used", 0); }
        var used = window.Number("used") ?? 0;
        window.Set("used", Math.Min(limit, used + count));
        return used + count <= limit ? null : OpError.Status(text(Wait((window.Number("since") ?? at) + length - at)));
    }

    public static string Wait(long seconds)
    {
        var minutes = Math.Max(1, seconds / 60);
        var hours = minutes / 60;
        var rest = Timestamps.Count(minutes % 60, "minute");
        return hours == 0 ? rest : $"{Timestamps.Count(hours, "hour")} and {rest}";
    }

    private JsonObject Row(string type, string action, long limit, JsonObject window, long length)
    {
        var left = (window.Number("since") ?? 0) + length - now.ToUnixTimeSeconds();
        var used = left > 0 ? window.Number("used") ?? 0 : 0;
        return new JsonObject
        {
            ["type"] = JsonValue.Create(type),
            ["action"] = JsonValue.Create(action),
            ["limit"] = JsonValue.Create(limit),
            ["used"] = JsonValue.Create(used),
            ["remaining"] = JsonValue.Create(limit - used),
            ["reset"] = JsonValue.Create(used > 0 ? left : 0),
        };
    }

    private static JsonObject Window(JsonObject state, string owner, string action) => state.MapOrNew("quota").MapOrNew(owner).MapOrNew(action);

    private long TokenLimit(JsonObject token, string action) =>
        token.Map("limits")?.Number(action) ?? model.Account.Map("limits")?.Number(action) ?? (Plan, action) switch
        {
            ("business", "read") => 10_000,
            ("business", _) => 1_000,
            (_, "read") => 1_000,
            _ => 100,
        };

    private long AccountLimit() => model.Account.Map("limits")?.Number("account") ?? Plan switch
    {
        "business" => 50_000,
        "teams" => 5_000,
        _ => 1_000,
    };

    private string Plan => model.Account.Text("plan") ?? "business";
}
