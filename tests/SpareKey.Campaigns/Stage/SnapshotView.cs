using System.Text.Json;

namespace SpareKey.Campaigns.Stage;

/// <summary>A part that the snapshot itself names as missing.</summary>
internal sealed record Gap(string Kind, string Vault, string? Item, string? File, string Reason);

/// <summary>What a snapshot holds, opened with the recovery key by the program itself: index by `show`, bytes by `extract`.</summary>
internal sealed record SnapshotView(
    IReadOnlyDictionary<string, byte[]> Vaults,
    IReadOnlyDictionary<ItemId, byte[]> Items,
    IReadOnlyDictionary<FileId, byte[]> Files,
    IReadOnlyList<Gap> Missing,
    IReadOnlyList<Gap> Unreachable)
{
    /// <summary>"2 items, 1 vault"; empty when nothing is missing.</summary>
    public string MissingInWords => string.Join(", ", Missing.GroupBy(gap => gap.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .Select(kind => $"{kind.Count()} {kind.Key}{(kind.Count() == 1 ? "" : "s")}"));

    public static async Task<SnapshotView> OpenAsync(CampaignScene scene, string snapshot)
    {
        var shown = (await scene.OpenAsync("show", snapshot, "--json")).Expect(0);
        using var index = JsonDocument.Parse(shown.Output);
        var folder = scene.At($"opened/{Guid.NewGuid():N}");
        Directory.CreateDirectory(scene.At("opened"));
        (await scene.OpenAsync("extract", snapshot, "--out", folder, "--json")).Expect(0);
        byte[] Bytes(JsonElement part) => File.ReadAllBytes(Path.Combine(folder, part.GetProperty("path").GetString()!));
        var vaults = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var items = new Dictionary<ItemId, byte[]>();
        var files = new Dictionary<FileId, byte[]>();
        foreach (var vault in index.RootElement.GetProperty("vaults").EnumerateArray())
        {
            vaults.Add(Id(vault), Bytes(vault));
            foreach (var item in vault.GetProperty("items").EnumerateArray())
            {
                items.Add(new(Id(vault), Id(item)), Bytes(item));
                foreach (var file in item.GetProperty("files").EnumerateArray())
                    files.Add(new(Id(vault), Id(item), Id(file)), Bytes(file));
            }
        }

        return new SnapshotView(vaults, items, files, Gaps(index.RootElement, "missing"), Gaps(index.RootElement, "unreachable"));
    }

    /// <summary>Whatever is neither in the snapshot as it is in the account, nor named as missing; and whatever the account does not have.</summary>
    public IEnumerable<string> Differences(AccountTruth truth, bool mayBeOlder = false, bool mayHoldMore = false)
    {
        foreach (var (id, json) in truth.Vaults)
        {
            if (!(Vaults.TryGetValue(id, out var held) && (mayBeOlder || Same(held, json))) && !Names(id))
                yield return $"vault {id} {State(Vaults.ContainsKey(id))}";
        }

        foreach (var (id, json) in truth.Items)
        {
            if (!(Items.TryGetValue(id, out var held) && (mayBeOlder || Same(held, json))) && !Names(id.Vault, id.Item))
                yield return $"item {id.Item} {State(Items.ContainsKey(id))}";
        }

        foreach (var (id, content) in truth.Files)
        {
            if (!(Files.TryGetValue(id, out var held) && Same(held, content)) && !Names(id.Vault, id.Item, id.File))
                yield return $"file {id.File} {State(Files.ContainsKey(id))}";
        }

        if (mayHoldMore)
            yield break;
        foreach (var extra in Items.Keys.Except(truth.Items.Keys))
            yield return $"item {extra.Item} is in the snapshot and not in the account";
        foreach (var extra in Files.Keys.Except(truth.Files.Keys))
            yield return $"file {extra.File} is in the snapshot and not in the account";
    }

    private bool Names(string vault, string? item = null, string? file = null) => Missing.Concat(Unreachable).Any(gap =>
        gap.Vault == vault && (gap.Item is null || (gap.Item == item && (gap.File is null || gap.File == file))));

    private static bool Same(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);

    private static string State(bool there) => there ? "differs from the account" : "is not there and not named as missing";

    private static string Id(JsonElement part) => part.GetProperty("id").GetString()!;

    private static Gap[] Gaps(JsonElement index, string key) =>
    [
        .. index.GetProperty(key).EnumerateArray().Select(gap =>
            new Gap(Text(gap, "kind")!, Text(gap, "vaultId")!, Text(gap, "itemId"), Text(gap, "fileId"), Text(gap, "reason")!)),
    ];

    private static string? Text(JsonElement gap, string key) => gap.TryGetProperty(key, out var value) ? value.GetString() : null;
}
