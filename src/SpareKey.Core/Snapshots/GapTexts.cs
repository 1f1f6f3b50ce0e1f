using SpareKey.Core.Accounts;

namespace SpareKey.Core.Snapshots;

public static class GapTexts
{
    public static GapContent ToContent(this CaptureGap gap) =>
        new(KindOf(gap.Part), gap.VaultId, gap.ItemId, gap.FileId, gap.Reason);

    private static string KindOf(PartKind part) => part switch
    {
        PartKind.Vault => "vault",
        PartKind.Item => "item",
        PartKind.File => "file",
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
