namespace SpareKey.Core.Accounts;

/// <summary>What kind of part a gap is about.</summary>
public enum PartKind
{
    Vault,
    Item,
    File,
}

/// <summary>Why a part is not in the snapshot.</summary>
public enum GapKind
{
    /// <summary>It should be there: reading it failed.</summary>
    Missing,

    /// <summary>The source has no way at all to deliver it (op: attachments of archived items that are no documents).</summary>
    Unreachable,
}

/// <summary>One part of the account that is not in the snapshot, and why. Ids only, so that it may be logged.</summary>
public sealed record CaptureGap(GapKind Kind, PartKind Part, string VaultId, string? ItemId, string? FileId, string Reason);
