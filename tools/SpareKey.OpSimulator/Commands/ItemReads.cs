using System.Buffers;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

internal static class ItemReads
{
    public static void List(Call call)
    {
        var rows = Listed(call, documentsOnly: false);
        if (!call.IsJson)
        {
            call.Out.Print(Table.Columns(
                ["ID", "TITLE", "VAULT", "EDITED"],
                rows.Select(r => (string[])[r.Overview.Id, r.Overview.Title, r.Vault.Name, HumanTime.Of(call, r.Overview.Json.Text("updated_at")) ?? ""])));
            return;
        }
        PrintArray(call, rows, r => r.Overview.InVault(r.Vault.Id, r.Vault.Name));
    }

    public static void DocumentList(Call call)
    {
        var rows = Listed(call, documentsOnly: true);
        if (call.IsJson) PrintArray(call, rows, DocumentRow);
        else call.Out.Print(Table.Columns(["ID", "TITLE", "VAULT", "EDITED"], rows.Select(r => (string[])[r.Overview.Id, r.Overview.Title, r.Vault.Name, HumanTime.Of(call, r.Overview.Json.Text("updated_at")) ?? ""])));
    }

    public static void Get(Call call)
    {
        var spec = call.Args.Positional(0)!;
        if (spec == "-" && call.Stdin.HasBytes) { BatchGet.Run(call); return; }
        var vaultSpec = call.Args.Value("vault");
        call.Charge(ReadCost(spec, vaultSpec), 0);
        var vault = Lookup.VaultFlag(call, requiredForServiceAccounts: true);
        var item = Lookup.Item(call, spec, vault, call.IncludesArchive);
        item = call.Faults.Replace(call, item);
        Show(call, item);
    }

    /// <summary>One request when both ids are given, one more for each name that has to be looked up.</summary>
    public static long ReadCost(string item, string? vault) => 1 + (Ids.IsId(item) ? 0 : 1) + (Ids.IsId(vault) ? 0 : 1);

    public static void Show(Call call, Item item)
    {
        if (call.Args.IsOn("share-link")) { call.Out.Print($"https://start.1password.com/open/i?a={call.Model.Account.Map("account")?.Text("id")}&v={item.Vault.Id}&i={item.Id}&h={call.Model.Account.Map("account")?.Text("url")?.Replace("https://", "", StringComparison.Ordinal)}\n"); return; }
        if (call.Args.IsOn("otp")) { call.Out.Print(Otp(call, item) + "\n"); return; }
        if (call.Args.Value("fields") is { } fields) { FieldSelection.Print(call, item, fields); return; }
        if (call.IsJson) call.PrintJson(ItemPrinter.Printable(call, item));
        else call.Out.Print(ItemText.Of(call, item));
    }

    private static string Otp(Call call, Item item) =>
        item.Fields.Where(f => f.Text("type") == "OTP").Select(f => OneTimeCode.Now(f.Text("value"), call.Now)).FirstOrDefault(c => c is not null)
        ?? throw new OpError($"item {item.Title} does not have a one-time password");

    private static List<(Vault Vault, Overview Overview)> Listed(Call call, bool documentsOnly)
    {
        var spec = call.Args.Value("vault");
        call.Charge(spec is null ? 1 + Lookup.VisibleVaults(call).Count : Ids.IsId(spec) ? 2 : 3, 0);
        List<Vault> scope = spec is null ? Lookup.VisibleVaults(call) : [Lookup.Vault(call, spec)];
        foreach (var vault in scope) call.Faults.RefuseListing(vault);
        var categories = call.Args.Values("categories").Select(c => Categories.Find(c)?.Code ?? throw new OpError($"\"{c}\" isn't an item category")).ToList();
        if (documentsOnly) categories = ["DOCUMENT"];
        var tags = call.Args.Values("tags");
        var favorites = call.Args.IsOn("favorite");
        return
        [
            .. scope.SelectMany(v => v.Overviews().Select(o => (Vault: v, Overview: o)))
                .Where(r => call.IncludesArchive || !r.Overview.IsArchived)
                .Where(r => !call.Faults.HidesItem(r.Vault, r.Overview.Id))
                .Where(r => categories.Count == 0 || categories.Contains(r.Overview.Category))
                .Where(r => tags.Count == 0 || r.Overview.Json.Texts("tags").Any(t => tags.Any(wanted => HasTag(t, wanted))))
                .Where(r => !favorites || r.Overview.Json.Flag("favorite")),
        ];
    }

    /// <remarks>A tag stands for its sub-tags too: `work` finds `work/travel`.</remarks>
    private static bool HasTag(string tag, string wanted) =>
        string.Equals(tag, wanted, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(wanted + "/", StringComparison.OrdinalIgnoreCase);

    private static JsonObject DocumentRow((Vault Vault, Overview Overview) row)
    {
        var from = row.Overview.Json;
        var to = new JsonObject();
        foreach (var key in (string[])["id", "title", "tags", "version", "state"])
            if (from[key] is { } node) to[key] = node.DeepClone();
        // Recorded: the vault's name is empty here, and the size text sits under a key with a dot.
        to["vault"] = new JsonObject { ["id"] = JsonValue.Create(row.Vault.Id), ["name"] = JsonValue.Create("") };
        to.SetIfAny("overview.ainfo", from.Text("additional_information"));
        foreach (var key in (string[])["last_edited_by", "created_at", "updated_at"])
            if (from[key] is { } node) to[key] = node.DeepClone();
        return to;
    }

    /// <summary>Writes the array piece by piece: a vault of ten thousand items needs no tree.</summary>
    private static void PrintArray(Call call, List<(Vault Vault, Overview Overview)> rows, Func<(Vault Vault, Overview Overview), JsonObject> row)
    {
        if (rows.Count == 0) { call.Out.Print("[]\n"); return; }
        var part = new ArrayBufferWriter<byte>(64 * 1024);
        for (var i = 0; i < rows.Count; i++)
        {
            part.Write(i == 0 ? "[\n  "u8 : ",\n  "u8);
            GoJson.Write(row(rows[i]), part, 1);
            if (part.WrittenCount < 48 * 1024) continue;
            call.Out.Write(part.WrittenSpan);
            part.ResetWrittenCount();
        }
        part.Write("\n]\n"u8);
        call.Out.Write(part.WrittenSpan);
    }
}
