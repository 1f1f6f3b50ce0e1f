using SpareKey.Core.Accounts;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>One thing a worker does: at most a few calls, one after the other.</summary>
internal abstract record Work
{
    public sealed record ListVault(VaultCapture Vault) : Work;

    public sealed record FetchItems(IReadOnlyList<ItemState> Items) : Work;

    /// <param name="Item">Whose file.</param>
    /// <param name="File">Which.</param>
    /// <param name="IsDocument">Read by `document get`, not by a secret reference.</param>
    /// <param name="SizeIsKnown">False when the item names no size, which usually means zero.</param>
    public sealed record ReadFile(ItemState Item, CapturedFile File, bool IsDocument, bool SizeIsKnown) : Work;

    public sealed record CheckVault(VaultCapture Vault) : Work;
}
