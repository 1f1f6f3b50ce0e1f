using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>How far one item is.</summary>
internal sealed class ItemState(VaultCapture vault, ListedItem listed)
{
    private readonly Lock _sync = new();
    private Dictionary<string, CaptureGap>? _fileGaps;
    private Dictionary<string, long>? _filesTaken;

    public VaultCapture Vault { get; } = vault;

    public ListedItem Listed { get; set; } = listed;

    public ItemKey Key => Listed.Key;

    /// <summary>The version the sink has, null while it has none.</summary>
    public long? TakenVersion { get; private set; }

    public bool TakenAsArchived { get; private set; }

    /// <summary>Why the listed state is not in the sink.</summary>
    public OpFailure? Failure { get; set; }

    /// <summary>Set when the item turned out to have changed after it was taken.</summary>
    public bool HasChanged { get; set; }

    public bool NeedsFetch =>
        Failure is not null || HasChanged || TakenVersion is null || TakenVersion < Listed.Version || TakenAsArchived != Listed.Archived;

    public IReadOnlyList<CaptureGap> FileGaps
    {
        get
        {
            lock (_sync)
                return _fileGaps is null ? [] : [.. _fileGaps.Values];
        }
    }

    /// <summary>Forgets what an earlier reading failed at.</summary>
    public void StartOver()
    {
        lock (_sync)
        {
            (Failure, HasChanged) = (null, false);
            _fileGaps = null;
        }
    }

    public void Took(ItemFacts facts) => (TakenVersion, TakenAsArchived) = (facts.Version ?? Listed.Version, facts.Archived);

    public void Took(CapturedFile file)
    {
        lock (_sync)
            (_filesTaken ??= new(StringComparer.Ordinal))[file.Id] = file.Size;
    }

    public bool HasTaken(string fileId, long size)
    {
        lock (_sync)
            return _filesTaken is not null && _filesTaken.TryGetValue(fileId, out long taken) && taken == size;
    }

    /// <summary>Notes that a file is not in the sink; the gap is told when the vault is done, unless the item is gone by then.</summary>
    public void Miss(GapKind kind, string? fileId, string reason)
    {
        lock (_sync)
            (_fileGaps ??= new(StringComparer.Ordinal))[fileId ?? ""] = new CaptureGap(kind, PartKind.File, Key.VaultId, Key.ItemId, fileId, reason);
    }
}
