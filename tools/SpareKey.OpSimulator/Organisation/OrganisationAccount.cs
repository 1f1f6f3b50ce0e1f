using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Organisation;

/// <summary>The account around the vaults: people, groups, limits, service accounts.</summary>
internal sealed class OrganisationAccount
{
    private const string Url = "https://lighthouse-example.1password.com";
    private readonly ModelWriter _writer;
    private readonly string _accountId;
    private readonly List<JsonObject> _users = [];
    private readonly List<JsonObject> _groups = [];

    public OrganisationAccount(ModelWriter writer)
    {
        _writer = writer;
        _accountId = writer.Source.UpperId();
        foreach (var (name, mail) in ((string, string)[])[("Olga Owner", "olga.owner"), ("Adam Admin", "adam.admin"), ("Mia Member", "mia.member"), ("Felix Finance", "felix.finance")]) _users.Add(User(name, mail + "@example.com"));
        _groups.Add(Group("Owners", "OWNERS", "Access to billing and account administration.", _users[0]));
        _groups.Add(Group("Administrators", "ADMINISTRATORS", "Administration of users, groups, and vaults.", _users[0], _users[1]));
        _groups.Add(Group("Recovery", "RECOVERY", "Can reset user passwords if account recovery is enabled.", _users[0]));
        _groups.Add(Group("Team Members", "TEAM_MEMBERS", "All team members.", [.. _users]));
        writer.Editor = _users[1].Text("id")!;
    }

    public void WriteAccount() => JsonFile.Write(Path.Combine(_writer.Root, "account.json"), new JsonObject
    {
        ["version"] = JsonValue.Create(OpVersion.Default),
        ["account"] = new JsonObject
        {
            ["id"] = JsonValue.Create(_accountId),
            ["name"] = "Lighthouse Example GmbH",
            ["domain"] = "lighthouse-example",
            ["url"] = JsonValue.Create(Url),
            ["type"] = "BUSINESS",
            ["state"] = "ACTIVE",
            ["created_at"] = "2017-07-17T15:53:57Z",
        },
        ["plan"] = "business",
        ["limits"] = new JsonObject(),
        ["cache_seconds"] = 60,
        ["clock_offset_seconds"] = 0,
        ["accounts"] = new JsonArray((JsonNode)new JsonObject
        {
            ["url"] = "lighthouse-example.1password.com",
            ["email"] = _users[0]["email"]!.DeepClone(),
            ["user_uuid"] = _users[0]["id"]!.DeepClone(),
            ["account_uuid"] = JsonValue.Create(_accountId),
        }),
        ["interactive"] = new JsonObject { ["signed_in"] = false, ["user"] = _users[0]["id"]!.DeepClone() },
        ["users"] = List(_users),
        ["groups"] = List(_groups),
    });

    public JsonObject Everybody() => new()
    {
        ["users"] = new JsonObject { [_users[0].Text("id")!] = JsonAccess.ListOf(["view_items", "edit_items", "create_items", "archive_items", "delete_items", "manage_vault"]) },
        ["groups"] = new JsonObject { [_groups[3].Text("id")!] = JsonAccess.ListOf(["view_items", "view_and_copy_passwords"]) },
    };

    public JsonObject OnlyOwner() => Only(_users[0]);

    public JsonObject OnlyMember() => Only(_users[2]);

    public List<(string Name, string What, string Token)> WriteTokens(List<Vault> granted, Vault former)
    {
        var backup = Token("Backup", granted, ["read_items"], canCreate: false);
        var full = Token("Backup (all vaults)", [.. granted, former], ["read_items"], canCreate: false);
        var restore = Token("Restore", [.. granted, former], ["read_items", "write_items", "share_items"], canCreate: true);
        JsonFile.Write(Path.Combine(_writer.Root, "tokens.json"), new JsonObject { ["tokens"] = List([backup, full, restore]) });
        return
        [
            (backup.Text("name")!, $"reads {granted.Count} vaults, all of them completely", backup.Text("token")!),
            (full.Text("name")!, "reads the vault Former Staff too, where one attachment is out of reach", full.Text("token")!),
            (restore.Text("name")!, "also writes, and may create vaults", restore.Text("token")!),
        ];
    }

    private JsonObject Token(string name, List<Vault> vaults, string[] permissions, bool canCreate)
    {
        var grants = new JsonObject();
        foreach (var vault in vaults) grants[vault.Id] = JsonAccess.ListOf(permissions);
        return new JsonObject
        {
            ["id"] = JsonValue.Create(_writer.Source.UpperId()),
            ["name"] = JsonValue.Create(name),
            ["email"] = JsonValue.Create(_writer.Source.Text("abcdefghijklmnopqrstuvwxyz234567", 13) + "@1passwordserviceaccounts.com"),
            ["token"] = JsonValue.Create(TokenText.Create(Url, _writer.Source.Id())),
            ["state"] = "active",
            ["can_create_vaults"] = JsonValue.Create(canCreate),
            ["vaults"] = grants,
            ["created_at"] = "2024-02-01T09:00:00Z",
            ["updated_at"] = "2024-02-01T09:00:00Z",
            ["last_auth_at"] = "2024-02-01T09:00:05Z",
        };
    }

    private JsonObject User(string name, string mail) => new()
    {
        ["id"] = JsonValue.Create(_writer.Source.UpperId()),
        ["name"] = JsonValue.Create(name),
        ["email"] = JsonValue.Create(mail),
        ["type"] = "MEMBER",
        ["state"] = "ACTIVE",
        ["created_at"] = "2017-07-17T15:53:57Z",
        ["updated_at"] = "2023-12-11T03:45:04Z",
        ["last_auth_at"] = "2024-04-27T00:55:17Z",
    };

    private JsonObject Group(string name, string type, string description, params JsonObject[] members) => new()
    {
        ["id"] = JsonValue.Create(_writer.Source.Id()),
        ["name"] = JsonValue.Create(name),
        ["description"] = JsonValue.Create(description),
        ["state"] = "ACTIVE",
        ["created_at"] = "2017-07-17T15:54:00Z",
        ["updated_at"] = "2017-07-17T15:54:00Z",
        ["permissions"] = JsonAccess.ListOf(["CREATE_VAULTS"]),
        ["type"] = JsonValue.Create(type),
        ["members"] = List([.. members.Select(m => new JsonObject { ["id"] = m["id"]!.DeepClone(), ["role"] = "MANAGER" })]),
    };

    private static JsonObject Only(JsonObject user) => new()
    {
        ["users"] = new JsonObject { [user.Text("id")!] = JsonAccess.ListOf(["view_items", "edit_items", "create_items", "archive_items", "delete_items", "manage_vault"]) },
        ["groups"] = new JsonObject(),
    };

    private static JsonArray List(List<JsonObject> from)
    {
        var list = new JsonArray();
        foreach (var one in from) list.Add((JsonNode)one.DeepClone());
        return list;
    }
}
