namespace SpareKey.Core.Snapshots;

/// <summary>
/// Members that an older writer left out, or that a hostile signer did, are null after reading although their types say they
/// cannot be; nothing that uses a description asks again.
/// </summary>
internal static class SnapshotContentWhole
{
    public static bool Is(SnapshotContent content) =>
        content.Account is { Id: not null, Url: not null, Source: not null }
        && All(content.Vaults, IsWhole)
        && All(content.Superseded, path => path is not null)
        && All(content.Missing, IsWhole)
        && All(content.Unreachable, IsWhole)
        && All(content.Warnings, warning => warning is not null);

    private static bool IsWhole(VaultContent? vault) => vault is { Id: not null, Name: not null, Path: not null } && All(vault.Items, IsWhole);

    private static bool IsWhole(ItemContent? item) => item is { Id: not null, Title: not null, Category: not null, Path: not null } && All(item.Files, IsWhole);

    private static bool IsWhole(FileContent? file) => file is { Id: not null, Name: not null, Path: not null };

    private static bool IsWhole(GapContent? gap) => gap is { Kind: not null, VaultId: not null, Reason: not null };

    private static bool All<T>(IReadOnlyList<T>? list, Func<T, bool> isWhole) => list is not null && list.All(isWhole);
}
