using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;
using SpareKey.OpSimulator.Stdin;

namespace SpareKey.OpSimulator.Commands;

internal static class ItemEdit
{
    public static void Run(Call call)
    {
        var positionals = call.Args.Positionals.Skip(1).ToList();
        if (positionals.Contains("-") && call.Version.IsAtLeast(2, 39)) throw new OpError("invalid assignment statement \"-\": expected [<section>.]<field>[[<fieldType>]]=<value>");
        var template = Template(call);
        var spec = call.Args.Positional(0)!;
        call.Charge(Ids.IsId(spec) ? 4 : 5, 1);
        var vault = Lookup.VaultFlag(call, requiredForServiceAccounts: true);
        var item = Find(call, spec, vault, piped: template is not null);
        if (!call.Caller.MayWrite(item.Vault)) throw OpError.Status(Texts.NoPermission);
        Change(call, item.Vault, item.Id, template, positionals.Where(p => p != "-").ToList());
    }

    private static Item Find(Call call, string spec, Vault? vault, bool piped)
    {
        try { return Lookup.Item(call, spec, vault, archived: false); }
        catch (OpError e) when (piped && e.Message.Contains("isn't an item", StringComparison.Ordinal)) { throw new OpError(Texts.Line(1, Texts.NothingToEdit)); }
    }

    private static JsonObject? Template(Call call)
    {
        if (call.Args.Value("template") is { Length: > 0 } path)
        {
            if (call.Stdin.IsPipe) throw new OpError(Texts.TemplateAndStdin("edit"));
            return TemplateFile.Read(path);
        }
        if (call.Stdin.HasBytes) return JsonDocuments.Parse(call.Stdin.Read()).FirstOrDefault() ?? throw new OpError(Texts.Line(1, Texts.InvalidPipedJson));
        if (call.Stdin.IsPipe && call.Faults.Has("empty-pipe-is-input")) throw new OpError(Texts.Line(1, Texts.InvalidPipedJson));
        return null;
    }

    /// <summary>Reads the item again under the lock: two edits at once must not lose one.</summary>
    private static void Change(Call call, Vault vault, string id, JsonObject? template, List<string> assignments)
    {
        JsonObject printed;
        string text;
        using (call.Model.Lock())
        {
            var item = vault.Item(id) ?? throw new OpError(Texts.Line(1, Texts.NothingToEdit));
            if (template is not null) Replace(item, template);
            ItemFlags.Apply(call, item.Json);
            Assignments.Apply(item, assignments);
            ItemFlags.Generate(call, item);
            ItemTemplate.Check(item.Json);
            item.Stamp(call.Now, call.Caller.Id);
            printed = ItemPrinter.Printable(call, item, justWritten: true);
            text = ItemText.Of(call, item);
            if (!call.Args.IsOn("dry-run") && !call.Faults.Has("lost-write")) Store(call, item);
        }
        if (call.IsJson) call.PrintJson(printed);
        else call.Out.Print(text);
    }

    private static void Store(Call call, Item item)
    {
        item.Vault.SaveItem(item);
        (call.Model.Vault(item.Vault.Id) ?? throw new SimulatorError("the vault went away")).Touch(call.Now);
    }

    /// <summary>Piped JSON replaces the item: custom fields that are not in it are gone, and so is a passkey.</summary>
    private static void Replace(Item item, JsonObject template)
    {
        if (template.Text("updated_at") is null && template.Text("created_at") is null) throw new OpError(Texts.Line(1, Texts.UpdatedAtMissing));
        var category = Categories.Find(template.Text("category") ?? item.Category)?.Code ?? item.Category;
        if (category != item.Category || category == "CUSTOM") throw new OpError(Texts.Line(1, Texts.CategoryChanged(category, item.Category)));
        template.Set("category", category);
        JsonObject accepted;
        try { accepted = ItemTemplate.Accept(template); }
        catch (OpError e) { throw new OpError(Texts.Line(1, e.Message), e.Exit); }
        foreach (var key in (string[])["title", "favorite", "tags", "urls", "sections", "fields", "additional_information"])
        {
            var before = key == "fields" ? item.Field("password")?.DeepClone() as JsonObject : null;
            item.Json.Remove(key);
            if (accepted[key] is { } node) item.Json[key] = node.DeepClone();
            if (key == "fields" && before is not null) KeepHistory(before, item.Field("password"));
        }
        item.Json.Remove("$passkey");
    }

    private static void KeepHistory(JsonObject before, JsonObject? after)
    {
        if (after?.Text("purpose") != "PASSWORD") return;
        var now = after.Text("value") ?? "";
        if (before.Text("value") == now)
        {
            foreach (var key in (string[])["entropy", "password_details"])
                if (before[key] is { } node) after[key] = node.DeepClone();
            return;
        }
        after["password_details"] = before.Map("password_details")?.DeepClone();
        after.SetIfAny("value", before.Text("value"));
        Assignments.SetValue(after, now);
    }
}
