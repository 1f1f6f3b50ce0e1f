using System.Text;
using System.Text.Json;
using SpareKey.TestKit;

namespace SpareKey.Campaigns.Stage;

internal readonly record struct ItemId(string Vault, string Item);

internal readonly record struct FileId(string Vault, string Item, string File);

/// <summary>The account as `op` shows it, asked for without the product: what a snapshot has to equal.</summary>
internal sealed record AccountTruth(
    IReadOnlyDictionary<string, byte[]> Vaults, IReadOnlyDictionary<ItemId, byte[]> Items, IReadOnlyDictionary<FileId, byte[]> Files)
{
    public static async Task<AccountTruth> ReadAsync(CampaignScene scene)
    {
        var vaults = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var items = new Dictionary<ItemId, byte[]>();
        var files = new Dictionary<FileId, byte[]>();
        foreach (var vault in Ids(await AskAsync(scene, "vault", "list", "--format", "json")))
        {
            vaults[vault] = await AskAsync(scene, "vault", "get", vault, "--format", "json");
            foreach (var item in Ids(await AskAsync(scene, "item", "list", "--vault", vault, "--include-archive", "--format", "json")))
            {
                var json = await AskAsync(scene, "item", "get", item, "--vault", vault, "--include-archive", "--format", "json", "--cache=false");
                items[new(vault, item)] = json;
                foreach (var file in FileIds(json))
                    files[new(vault, item, file)] = await ContentAsync(scene, vault, item, file, json);
            }
        }

        return new AccountTruth(vaults, items, files);
    }

    private static async Task<byte[]> AskAsync(CampaignScene scene, params string[] arguments) =>
        (await ProcessRun.RunAsync(Executables.OpSimulator, arguments, scene.Environment)).Expect(0).Output;

    // An archived item's attachment is out of op's reach; the model has it, and a snapshot must hold it or name it.
    private static Task<byte[]> ContentAsync(CampaignScene scene, string vault, string item, string file, byte[] json)
    {
        var text = Encoding.UTF8.GetString(json);
        if (text.Contains("\"category\": \"DOCUMENT\"", StringComparison.Ordinal))
            return AskAsync(scene, "document", "get", item, "--vault", vault, "--include-archive");
        return text.Contains("\"state\": \"ARCHIVED\"", StringComparison.Ordinal)
            ? File.ReadAllBytesAsync(Path.Combine(scene.AccountFolder, "vaults", vault, "files", item, file))
            : AskAsync(scene, "read", "-n", $"op://{vault}/{item}/{file}");
    }

    private static string[] Ids(byte[] json)
    {
        using var list = JsonDocument.Parse(json);
        return [.. list.RootElement.EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!)];
    }

    private static string[] FileIds(byte[] json)
    {
        using var item = JsonDocument.Parse(json);
        return item.RootElement.TryGetProperty("files", out var files) ? [.. files.EnumerateArray().Select(file => file.GetProperty("id").GetString()!)] : [];
    }
}
