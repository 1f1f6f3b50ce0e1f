using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

internal static class DocumentWrites
{
    public static void Create(Call call)
    {
        var source = call.Args.Positional(0) ?? "-";
        var bytes = Content(call, source);
        call.Charge(Ids.IsId(call.Args.Value("vault")) ? 0 : 1, 1);
        var vault = Lookup.VaultFlag(call, requiredForServiceAccounts: true)
            ?? Lookup.VisibleVaults(call).FirstOrDefault(v => v.IsPersonal) ?? throw new OpError(Texts.NoVault("Private"));
        if (!call.Caller.MayWrite(vault)) throw OpError.Status(Texts.NoPermission);
        var name = call.Args.Value("file-name") ?? (source == "-" ? call.Args.Value("title") ?? "stdin" : Path.GetFileName(source));
        var json = CategoryTemplates.Build(Categories.Find("DOCUMENT")!);
        var item = new Item(vault, Ids.Create(), json);
        json.Set("id", item.Id);
        json.Set("title", call.Args.Value("title") ?? name);
        if (call.Args.Has("tags")) json["tags"] = JsonAccess.ListOf(call.Args.Values("tags"));
        SetFile(item, name, bytes, save: !call.Faults.Has("lost-write"));
        item.Stamp(call.Now, call.Caller.Id);
        Writes.Save(call, item);
        // Not the item's shape, and JSON even without --format.
        call.Out.Write(GoJson.CompactLine(new JsonObject
        {
            ["uuid"] = JsonValue.Create(item.Id),
            ["createdAt"] = JsonValue.Create(Timestamps.Fresh(call.Now)),
            ["updatedAt"] = JsonValue.Create(Timestamps.Fresh(call.Now)),
            ["vaultUuid"] = JsonValue.Create(vault.Id),
        }));
    }

    public static void Edit(Call call)
    {
        var spec = call.Args.Positional(0)!;
        var source = call.Args.Positional(1);
        var bytes = source is null ? null : Content(call, source);
        call.Charge(Ids.IsId(spec) ? 4 : 5, 1);
        var vault = Lookup.VaultFlag(call, requiredForServiceAccounts: true);
        var item = Lookup.Item(call, spec, vault, archived: false, documentsOnly: true);
        if (!call.Caller.MayWrite(item.Vault)) throw OpError.Status(Texts.NoPermission);
        ItemFlags.Apply(call, item.Json);
        var before = item.Files.FirstOrDefault()?.Text("name") ?? "";
        var name = call.Args.Value("file-name") ?? (source is null or "-" ? before : Path.GetFileName(source));
        if (bytes is not null) SetFile(item, name, bytes, save: !call.Faults.Has("lost-write"));
        else if (call.Args.Value("file-name") is not null) item.Files.First().Set("name", name);
        item.Stamp(call.Now, call.Caller.Id);
        Writes.Save(call, item);
    }

    private static void SetFile(Item item, string name, byte[] bytes, bool save)
    {
        var file = new JsonObject { ["id"] = JsonValue.Create(Ids.Create()), ["name"] = JsonValue.Create(name), ["size"] = JsonValue.Create(bytes.LongLength) };
        item.Json["files"] = new JsonArray((JsonNode)file);
        AdditionalInformation.Set(item.Json);
        if (save) item.Vault.SaveContent(item.Id, file.Text("id")!, bytes);
    }

    private static byte[] Content(Call call, string source)
    {
        if (source == "-") return call.Stdin.Read();
        return File.Exists(source) ? File.ReadAllBytes(source) : throw new OpError($"open {source}: no such file or directory");
    }
}
