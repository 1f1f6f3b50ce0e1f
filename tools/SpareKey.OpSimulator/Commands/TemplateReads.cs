using System.Text;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Commands;

internal static class TemplateReads
{
    public static void List(Call call)
    {
        // Recorded: even the list of templates wants a signed-in caller.
        _ = call.Caller;
        if (!call.IsJson) { call.Out.Print(Table.Columns(["UUID", "NAME"], Categories.All.Select(c => (string[])[c.Uuid, c.Name]))); return; }
        var list = new JsonArray();
        foreach (var category in Categories.All)
            list.Add((JsonNode)new JsonObject { ["uuid"] = JsonValue.Create(category.Uuid), ["name"] = JsonValue.Create(category.Name) });
        call.PrintJson(list);
    }

    public static void Get(Call call)
    {
        _ = call.Caller;
        var spec = call.Args.Positional(0)!;
        if (spec == "-") spec = Encoding.UTF8.GetString(call.Stdin.Read()).Trim();
        var category = Categories.Find(spec) ?? Categories.All.FirstOrDefault(c => c.Uuid == spec)
            ?? throw new OpError($"\"{spec}\" isn't an item template. To see the templates, run `op item template list`.");
        OutFile.Deliver(call, GoJson.Line(CategoryTemplates.Build(category)), lineFeed: false);
    }
}
