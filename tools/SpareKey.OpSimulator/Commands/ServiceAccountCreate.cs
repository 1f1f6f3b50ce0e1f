using System.Text.Json.Nodes;
using SpareKey.OpSimulator.CommandLine;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;
using SpareKey.OpSimulator.Organisation;

namespace SpareKey.OpSimulator.Commands;

internal static class ServiceAccountCreate
{
    private static readonly string[] Permissions = ["read_items", "write_items", "share_items"];

    public static void Run(Call call)
    {
        if (call.Caller.IsServiceAccount) throw OpError.Status(Texts.Forbidden);
        var grants = new JsonObject();
        foreach (var grant in Grants(call.Args)) Add(call, grants, grant);
        var token = new JsonObject
        {
            ["id"] = JsonValue.Create(Ids.CreateUpper()),
            ["name"] = JsonValue.Create(call.Args.Positional(0)!),
            ["token"] = JsonValue.Create(TokenText.Create(call.Model.Account.Map("account")?.Text("url") ?? "", Ids.Create())),
            ["state"] = "active",
            ["can_create_vaults"] = JsonValue.Create(call.Args.IsOn("can-create-vaults")),
            ["vaults"] = grants,
            ["created_at"] = JsonValue.Create(Timestamps.Settled(call.Now)),
        };
        if (call.Args.Value("expires-in") is { } text) token.Set("expires_at", Timestamps.Settled(call.Now.AddSeconds(Duration.Seconds(text, call.Args.Command))));
        Save(call, token);
        if (call.Args.IsOn("raw")) { call.Out.Print(token.Text("token") + "\n"); return; }
        call.Out.Print($"Service account created successfully!\nService account UUID: {token.Text("id")}\nService account token:\n{token.Text("token")}\n");
    }

    /// <summary>`--vault NAME:read_items,write_items`, repeated; here the comma separates permissions.</summary>
    private static List<string> Grants(ParsedArguments args)
    {
        var grants = new List<string>();
        foreach (var part in args.Values("vault"))
        {
            if (Permissions.Contains(part) && grants.Count > 0) grants[^1] += "," + part;
            else grants.Add(part);
        }
        return grants;
    }

    private static void Add(Call call, JsonObject grants, string grant)
    {
        var colon = grant.LastIndexOf(':');
        var vault = Lookup.Vault(call, colon < 0 ? grant : grant[..colon]);
        var permissions = colon < 0 ? ["read_items"] : grant[(colon + 1)..].Split(',');
        if (permissions.FirstOrDefault(p => !Permissions.Contains(p)) is { } wrong) throw new OpError($"invalid permission \"{wrong}\"");
        if (permissions.Contains("write_items") && !permissions.Contains("read_items")) throw new OpError("write_items requires read_items");
        grants[vault.Id] = JsonAccess.ListOf(permissions);
    }

    private static void Save(Call call, JsonObject token)
    {
        using var held = call.Model.Lock();
        var file = JsonFile.ReadMapIfThere(call.Model.TokensFile) ?? [];
        file.ListOrNew("tokens").Add((JsonNode)token.DeepClone());
        JsonFile.Write(call.Model.TokensFile, file);
    }
}
