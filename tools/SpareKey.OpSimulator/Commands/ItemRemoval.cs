using System.Text;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;
using SpareKey.OpSimulator.Stdin;

namespace SpareKey.OpSimulator.Commands;

/// <summary>Delete, archive, move: the writes that print little or nothing.</summary>
internal static class ItemRemoval
{
    public static void Delete(Call call)
    {
        var documentsOnly = call.Args.Command.Path.StartsWith("document", StringComparison.Ordinal);
        foreach (var (spec, vaultSpec) in Targets(call))
        {
            call.Charge(Ids.IsId(spec) ? 4 : 5, 1);
            var vault = vaultSpec is not null ? Lookup.Vault(call, vaultSpec) : Lookup.VaultFlag(call, requiredForServiceAccounts: true);
            var item = Lookup.Item(call, spec, vault, archived: false, documentsOnly);
            if (!call.Caller.MayWrite(item.Vault)) throw OpError.Status(Texts.NoPermission);
            Remove(call, item);
        }
    }

    public static void Move(Call call)
    {
        var spec = call.Args.Positional(0)!;
        call.Charge(5, 2);
        var from = call.Args.Value("current-vault") is { } current ? Lookup.Vault(call, current) : call.Caller.IsServiceAccount ? throw new OpError(Texts.NeedsVault) : null;
        var to = Lookup.Vault(call, call.Args.Value("destination-vault") ?? throw new OpError("required flag(s) \"destination-vault\" not set"));
        var item = Lookup.Item(call, spec, from, archived: false);
        if (!call.Caller.MayWrite(item.Vault) || !call.Caller.MayWrite(to)) throw OpError.Status(Texts.NoPermission);
        // The copy gets an id of its own; references to the old one point nowhere.
        var moved = new Item(to, Ids.Create(), (JsonObject)item.Json.DeepClone());
        moved.Json.Set("id", moved.Id);
        moved.Stamp(call.Now, call.Caller.Id);
        Writes.Change(call, to, () =>
        {
            foreach (var file in item.Files) to.SaveContent(moved.Id, file.Text("id")!, item.Vault.Content(item.Id, file.Text("id")!));
            to.SaveItem(moved);
        });
        Writes.Change(call, item.Vault, () => item.Vault.Discard(item.Id));
        if (call.IsJson) call.PrintJson(ItemPrinter.Printable(call, moved, justWritten: true));
        else call.Out.Print(ItemText.Of(call, moved));
    }

    private static void Remove(Call call, Item item) => Writes.Change(call, item.Vault, () =>
    {
        if (!call.Args.IsOn("archive")) { item.Vault.Discard(item.Id); return; }
        var fresh = item.Vault.Item(item.Id) ?? throw new OpError(Texts.NoItem(item.Id));
        fresh.Json.Set("state", "ARCHIVED");
        fresh.Stamp(call.Now, call.Caller.Id);
        item.Vault.SaveItem(fresh);
    });

    private static List<(string Spec, string? Vault)> Targets(Call call)
    {
        var spec = call.Args.Positional(0)!;
        if (spec != "-" || !call.Stdin.HasBytes) return [(spec, null)];
        var input = call.Stdin.Read();
        if (!JsonDocuments.LooksLikeJson(input))
            return [.. Encoding.UTF8.GetString(input).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => (l, (string?)null))];
        return [.. JsonDocuments.Parse(input).Select((o, i) => (o.Text("id") ?? throw new OpError(Texts.Line(i + 1, Texts.InvalidPipedJson)), o.Map("vault")?.Text("id")))];
    }
}
