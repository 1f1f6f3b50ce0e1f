namespace SpareKey.Core.Accounts;

/// <summary>Which vaults a run is about; an empty list means every vault the account can read. Names or ids.</summary>
public sealed record VaultSelection(IReadOnlyList<string> Vaults)
{
    public static VaultSelection All { get; } = new([]);
}

/// <summary>What a capture would fetch. Files are known only to the items that carry them and are not counted here.</summary>
public sealed record SourceInventory(IReadOnlyList<VaultInventory> Vaults, IReadOnlyList<CaptureGap> Gaps, int LeastCalls);

/// <summary>One vault of the inventory. <see cref="Items"/> are all of them, archived ones and documents included. <see cref="Name"/> may be shown to the person at the terminal, never logged.</summary>
public sealed record VaultInventory(string Id, string Name, int Items, int Archived, int Documents);

/// <summary>How far a capture is. Totals grow while vaults are still being listed.</summary>
public sealed record CaptureProgress(int VaultsDone, int Vaults, int ItemsDone, int Items, int FilesDone, int Files);
