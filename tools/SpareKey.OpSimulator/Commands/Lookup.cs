using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

/// <summary>From what a person types to a vault or an item. A vault that is not granted looks exactly like one that does not exist.</summary>
internal static class Lookup
{
    public static List<Vault> VisibleVaults(Call call) => [.. call.Model.Vaults().Where(call.Caller.MayView).Where(v => !call.Faults.HidesVault(v))];

    public static Vault Vault(Call call, string spec) => TryVault(call, spec, call.Caller.MayView) ?? throw new OpError(Texts.NoVault(spec));

    public static Vault? TryVault(Call call, string spec, Func<Vault, bool> allowed)
    {
        if (call.Model.Vault(spec) is { } byId) return allowed(byId) && !call.Faults.HidesVault(byId) ? byId : null;
        var named = call.Model.Vaults().Where(v => string.Equals(v.Name, spec, StringComparison.OrdinalIgnoreCase) && allowed(v) && !call.Faults.HidesVault(v)).ToList();
        return named.Count switch
        {
            0 => null,
            1 => named[0],
            _ => throw new OpError($"More than one vault matches \"{spec}\". Try again and specify the vault by its ID: \n"
                + string.Join('\n', named.Select(v => $"\t* for the vault \"{v.Name}\": {v.Id}"))),
        };
    }

    /// <summary>The vault named by --vault, if any. A service account must name one where the command works on one item.</summary>
    public static Vault? VaultFlag(Call call, bool requiredForServiceAccounts)
    {
        if (call.Args.Value("vault") is { Length: > 0 } spec) return Vault(call, spec);
        if (requiredForServiceAccounts && call.Caller.IsServiceAccount) throw new OpError(Texts.NeedsVault);
        return null;
    }

    public static Item Item(Call call, string spec, Vault? vault, bool archived, bool documentsOnly = false)
    {
        var (wanted, inVault) = ReadLink(spec);
        if (inVault is not null) vault = TryVault(call, inVault, call.Caller.MayView) ?? throw new OpError(Texts.NoVault(inVault));
        List<Vault> scope = vault is null ? VisibleVaults(call) : [vault];
        var item = ById(scope, wanted) ?? Named(scope, wanted, archived, documentsOnly);
        if (item is null || call.Faults.HidesItem(item)) throw new OpError(vault is null ? Texts.NoItem(spec) : Texts.NoItemIn(spec, vault.Name));
        return item;
    }

    /// <remarks>By id an archived item is found without any flag.</remarks>
    private static Item? ById(List<Vault> scope, string spec) =>
        Ids.IsId(spec) ? scope.Select(v => v.Item(spec)).FirstOrDefault(i => i is not null) : null;

    private static Item? Named(List<Vault> scope, string spec, bool archived, bool documentsOnly)
    {
        var hits = scope.SelectMany(v => v.Overviews().Select(o => (Vault: v, Overview: o)))
            .Where(x => (archived || !x.Overview.IsArchived) && (!documentsOnly || x.Overview.Category == "DOCUMENT"))
            .Where(x => Matches(x.Overview, spec)).ToList();
        if (hits.Count == 0) return null;
        if (hits.Count == 1) return hits[0].Vault.Item(hits[0].Overview.Id);
        throw new OpError($"More than one item matches \"{spec}\". Try again and specify the item by its ID: \n"
            + string.Join('\n', hits.Select(x => $"\t* for the item \"{x.Overview.Title}\" in vault {x.Vault.Name}: {x.Overview.Id}")));
    }

    private static bool Matches(Overview overview, string spec) =>
        string.Equals(overview.Title, spec, StringComparison.OrdinalIgnoreCase)
        || (overview.Category == "LOGIN" && spec.Contains('.', StringComparison.Ordinal) && overview.Json.Objects("urls").Any(u => HasHost(u.Text("href"), spec)));

    private static bool HasHost(string? href, string host) =>
        Uri.TryCreate(href, UriKind.Absolute, out var uri) && string.Equals(uri.Host, host, StringComparison.OrdinalIgnoreCase);

    private static (string Item, string? Vault) ReadLink(string spec)
    {
        if (!spec.StartsWith("https://start.1password.com/open/i?", StringComparison.Ordinal)) return (spec, null);
        var parts = spec[(spec.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToList();
        return (parts.FirstOrDefault(p => p[0] == "i")?[1] ?? spec, parts.FirstOrDefault(p => p[0] == "v")?[1]);
    }
}
