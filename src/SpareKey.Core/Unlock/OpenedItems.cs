using SpareKey.Core.Items;
using SpareKey.SecurityModel;

namespace SpareKey.Core.Unlock;

/// <summary>Items by the vault whose key opened them. One that does not open is named and does not keep the others shut.</summary>
internal sealed class OpenedItems
{
    private readonly Dictionary<string, List<ReadableItem>> _byVault = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    private OpenedItems()
    {
    }

    public IReadOnlyList<string> Problems => _problems;

    public static OpenedItems Open(OpenedAccount account, IEnumerable<EncryptedItem> items, IUnlockObserver? observer)
    {
        var opened = new OpenedItems();
        foreach (var item in items)
            opened.TryAdd(account, item, observer);
        return opened;
    }

    public IReadOnlyList<ReadableItem> In(OpenedVault vault) => _byVault.GetValueOrDefault(vault.Vault.Uuid) ?? [];

    private void TryAdd(OpenedAccount account, EncryptedItem item, IUnlockObserver? observer)
    {
        try
        {
            var readable = ReadableItem.From(account.OpenItem(item, observer));
            var vault = account.FindVault(item)!.Vault.Uuid;
            if (!_byVault.TryGetValue(vault, out var list))
                _byVault.Add(vault, list = []);
            list.Add(readable);
        }
        catch (SecurityModelException failure)
        {
            _problems.Add(failure.Message);
        }
    }
}
