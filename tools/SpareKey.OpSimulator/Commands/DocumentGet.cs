using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Commands;

internal static class DocumentGet
{
    public static void Run(Call call)
    {
        var spec = call.Args.Positional(0)!;
        call.Charge(ItemReads.ReadCost(spec, call.Args.Value("vault")), 0);
        var vault = Lookup.VaultFlag(call, requiredForServiceAccounts: true);
        var item = Lookup.Item(call, spec, vault, call.IncludesArchive, documentsOnly: true);
        var file = item.Files.FirstOrDefault();
        if (!item.IsDocument || file is null) throw new OpError($"\"{spec}\" isn't a document. Specify the document with its UUID, name, or domain.");
        OutFile.Deliver(call, item.Vault.Content(item.Id, file.Text("id")!), lineFeed: false);
    }
}
