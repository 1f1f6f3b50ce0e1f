using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Identity;

/// <summary>Who calls, and what this caller may do in a vault.</summary>
internal sealed class Caller
{
    private readonly JsonObject _record;
    private readonly HashSet<string> _groups;

    private Caller(JsonObject record, bool isServiceAccount, IEnumerable<string> groups)
    {
        _record = record;
        IsServiceAccount = isServiceAccount;
        _groups = new HashSet<string>(groups, StringComparer.Ordinal);
    }

    public bool IsServiceAccount { get; }

    public JsonObject Record => _record;

    public string Id => _record.Text("id") ?? "";

    public bool CanCreateVaults => !IsServiceAccount || _record.Flag("can_create_vaults");

    public static Caller ServiceAccount(JsonObject token) => new(token, true, []);

    public static Caller Person(JsonObject user, ModelFolder model) => new(user, false, model.Groups
        .Where(g => g.Objects("members").Any(m => m.Text("id") == user.Text("id")) || g.Texts("members").Contains(user.Text("id")))
        .Select(g => g.Text("id") ?? ""));

    public bool MayView(Vault vault) => Has(vault, "read_items", "view_items", "allow_viewing");

    public bool MayWrite(Vault vault) => Has(vault, "write_items", "edit_items", "allow_editing");

    public bool MayShare(Vault vault) => Has(vault, "share_items", "copy_and_share_items", "allow_viewing");

    public bool MayManage(Vault vault) => IsServiceAccount ? Made(vault) : Has(vault, "", "manage_vault", "allow_managing");

    public IEnumerable<string> PermissionsIn(Vault vault)
    {
        if (IsServiceAccount) return _record.Map("vaults")?.Texts(vault.Id) ?? [];
        var access = vault.Record.Map("access");
        var own = access?.Map("users")?.Texts(Id) ?? [];
        var shared = access?.Map("groups") is { } byGroup ? _groups.SelectMany(g => byGroup.Texts(g)) : [];
        return own.Concat(shared).Distinct(StringComparer.Ordinal);
    }

    private bool Has(Vault vault, string forToken, params string[] forPeople)
    {
        if (!IsServiceAccount) return PermissionsIn(vault).Intersect(forPeople, StringComparer.Ordinal).Any();
        // Never these two, whatever was granted: 1Password does not let a service account near them.
        if (vault.Type is "PERSONAL" or "EVERYONE") return false;
        return Made(vault) || PermissionsIn(vault).Contains(forToken, StringComparer.Ordinal);
    }

    private bool Made(Vault vault) => vault.Record.Text("created_by") is { } maker && maker == Id;
}
