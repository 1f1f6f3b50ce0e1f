using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>
/// Which files of an item can be read, and how. A DOCUMENT's first file by `document get`, also when archived; every other
/// by a secret reference. References do not resolve archived items, and nothing else reaches those files.
/// Empty files are read like any other: that one call proves that nothing is there.
/// </summary>
internal static class FilePlan
{
    public static IReadOnlyList<Work.ReadFile> For(ItemState item, ItemFacts facts, ICaptureSink sink)
    {
        List<Work.ReadFile> plan = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        if (facts.IsDocument && facts.Files.Count == 0)
            sink.Warn($"item {item.Key.ItemId} in vault {item.Key.VaultId} is a document and names no file");
        for (var i = 0; i < facts.Files.Count; i++)
        {
            FileFacts file = facts.Files[i];
            bool isDocument = facts.IsDocument && i == 0;
            if (file.Id is null)
                item.Miss(GapKind.Missing, fileId: null, "the item names a file without a usable id");
            else if (!seen.Add(file.Id))
                sink.Warn($"item {item.Key.ItemId} in vault {item.Key.VaultId} names file {file.Id} more than once; its first mention counts");
            else if (facts.Archived && !isDocument)
                MissUnlessTaken(item, file.Id, file.Size ?? 0);
            else
                plan.Add(Read(item, facts, file, file.Id, isDocument));
        }

        return plan;
    }

    // It may have been taken minutes ago, before somebody archived the item.
    private static void MissUnlessTaken(ItemState item, string fileId, long size)
    {
        if (!item.HasTaken(fileId, size))
            item.Miss(GapKind.Unreachable, fileId, "op reaches no attachment of an archived item that is no document");
    }

    private static Work.ReadFile Read(ItemState item, ItemFacts facts, FileFacts file, string fileId, bool isDocument)
    {
        bool sizeIsKnown = file.Size >= 0;
        CapturedFile captured = new(
            item.Key.VaultId, item.Key.ItemId, fileId, file.Name, sizeIsKnown ? file.Size!.Value : 0, facts.UpdatedAt);
        return new Work.ReadFile(item, captured, isDocument, sizeIsKnown);
    }
}
