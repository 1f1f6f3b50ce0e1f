using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;
using SpareKey.OpSimulator.Stdin;

namespace SpareKey.OpSimulator.Commands;

internal static class ItemCreate
{
    public static void Run(Call call)
    {
        var assignments = call.Args.Positionals.Where(p => p != "-").ToList();
        var templates = Templates(call);
        call.Charge(Ids.IsId(call.Args.Value("vault")) ? 0 : 1, 1);
        for (var i = 0; i < templates.Count; i++)
        {
            try { One(call, templates[i], assignments); }
            catch (OpError e) when (call.Stdin.IsPipe && call.Stdin.HasBytes && e.Exit == 1 && e.Message != Texts.NeedsVault && e.Message != Texts.NoCategory)
            {
                throw new OpError(Texts.Line(i + 1, e.Message), e.Exit);
            }
        }
    }

    private static List<JsonObject> Templates(Call call)
    {
        if (call.Args.Value("template") is { Length: > 0 } path)
        {
            // Seen: any handle that is not the null device or a terminal is taken for piped input here, even an empty pipe.
            if (call.Stdin.IsPipe) throw new OpError(Texts.TemplateAndStdin("create"));
            return [TemplateFile.Read(path)];
        }
        if (call.Stdin.HasBytes) return JsonDocuments.Parse(call.Stdin.Read());
        if (call.Stdin.IsPipe && call.Faults.Has("empty-pipe-is-input")) throw new OpError(Texts.Line(1, Texts.InvalidPipedJson));
        // Nothing arrived, whatever the caller meant to send: a socket or a file on stdin ends here without a word.
        return [[]];
    }

    private static void One(Call call, JsonObject template, List<string> assignments)
    {
        var flag = call.Args.Value("category");
        if (flag is not null && template.Text("category") is not null) throw new OpError(Texts.CategoryTwice);
        var sent = template.Count > 0;
        if (flag is not null) template.Set("category", (Categories.Find(flag) ?? throw new OpError($"\"{flag}\" isn't an item category")).Code);
        if (template.Text("category") is null) throw new OpError(Texts.NoCategory);
        var vault = Target(call, template);
        if (!call.Caller.MayWrite(vault)) throw OpError.Status(Texts.NoPermission);
        if (!sent) Fill(template);
        ItemFlags.Apply(call, template);
        var json = ItemTemplate.Accept(template, lenient: !sent);
        var item = new Item(vault, Ids.Create(), json);
        json.Set("id", item.Id);
        Assignments.Apply(item, assignments);
        ItemFlags.Generate(call, item);
        ItemTemplate.Check(json);
        Save(call, item);
        if (call.IsJson) call.PrintJson(ItemPrinter.Printable(call, item, justWritten: true));
        else call.Out.Print(ItemText.Of(call, item));
    }

    private static void Save(Call call, Item item)
    {
        item.Stamp(call.Now, call.Caller.Id);
        if (call.Args.IsOn("dry-run") || call.Faults.Has("lost-write")) return;
        var stored = item;
        if (call.Faults.Has("drop-fields"))
        {
            stored = new Item(item.Vault, item.Id, (JsonObject)item.Json.DeepClone());
            var builtIn = stored.Fields.Where(f => f.Map("section") is null).Select(f => f.DeepClone()).ToArray();
            stored.Json["fields"] = new JsonArray(builtIn);
        }
        Writes.Save(call, stored);
    }

    private static Vault Target(Call call, JsonObject template)
    {
        if (call.Args.Value("vault") is { Length: > 0 } spec) return Lookup.Vault(call, spec);
        if ((template.Map("vault")?.Text("id") ?? template.Map("vault")?.Text("name")) is { } inside) return Lookup.Vault(call, inside);
        if (call.Caller.IsServiceAccount) throw new OpError(Texts.NeedsVault);
        // No warning: without a vault the item lands in the caller's own one.
        return Lookup.VisibleVaults(call).FirstOrDefault(v => v.IsPersonal) ?? throw new OpError(Texts.NoVault("Private"));
    }

    private static void Fill(JsonObject template)
    {
        foreach (var (key, node) in CategoryTemplates.Build(Categories.Find(template.Text("category")!)!))
            if (!template.ContainsKey(key)) template[key] = node?.DeepClone();
    }
}
