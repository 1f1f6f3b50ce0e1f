namespace SpareKey.SecurityModel;

/// <summary>A vault that did not open.</summary>
/// <param name="Uuid">Its id.</param>
/// <param name="Explanation">Why; holds no secret.</param>
public sealed record UnopenedVault(string Uuid, string Explanation);

/// <summary>An account's keysets and vaults, open. What did not open is listed, never left out in silence. Wiped on <see cref="Dispose"/>.</summary>
public sealed class OpenedAccount : IDisposable
{
    private readonly List<OpenedVault> _vaults = [];
    private readonly List<UnopenedVault> _unopened = [];
    private readonly Dictionary<string, OpenedVault> _byKey = new(StringComparer.Ordinal);

    private OpenedAccount(KeyRing ring) => KeyRing = ring;

    /// <summary>The open keysets; <see cref="KeyRing.Skipped"/> lists those that did not open.</summary>
    public KeyRing KeyRing { get; }

    /// <summary>The open vaults, in the order of the data.</summary>
    public IReadOnlyList<OpenedVault> Vaults => _vaults;

    /// <summary>The vaults that did not open, and why.</summary>
    public IReadOnlyList<UnopenedVault> Unopened => _unopened;

    /// <summary>The personal vault (type <c>P</c>); null where there is none.</summary>
    public OpenedVault? PersonalVault => _vaults.FirstOrDefault(vault => vault.Vault.IsPersonal);

    /// <summary>Opens captured data with the account's secrets.</summary>
    /// <exception cref="UnlockFailedException">Password, Secret Key or e-mail address is wrong.</exception>
    /// <exception cref="MalformedDataException">There is no master keyset, or it is malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">The master keyset uses something that is not implemented.</exception>
    public static OpenedAccount Open(IReadOnlyCollection<Keyset> keysets, IEnumerable<Vault> vaults, Credentials credentials, IUnlockObserver? observer = null) =>
        Open(KeyRing.Open(keysets, credentials, observer), vaults, observer);

    /// <summary>Opens captured data with an account unlock key.</summary>
    /// <exception cref="UnlockFailedException">The key does not open the master keyset.</exception>
    /// <exception cref="MalformedDataException">There is no master keyset, or it is malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">The master keyset uses something that is not implemented.</exception>
    public static OpenedAccount Open(IReadOnlyCollection<Keyset> keysets, IEnumerable<Vault> vaults, AccountUnlockKey unlockKey, IUnlockObserver? observer = null) =>
        Open(KeyRing.Open(keysets, unlockKey, observer), vaults, observer);

    /// <summary>The vault that holds the key an item is sealed with; null where none does.</summary>
    /// <exception cref="MalformedDataException">The item's overview envelope is malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">It names something that is not implemented.</exception>
    public OpenedVault? FindVault(EncryptedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return _byKey.GetValueOrDefault(item.ReadOverview().KeyId);
    }

    /// <summary>Opens an item in whichever vault holds its key.</summary>
    /// <exception cref="MissingKeyException">No open vault holds it.</exception>
    /// <exception cref="DecryptionFailedException">It does not open.</exception>
    /// <exception cref="MalformedDataException">It is malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">It uses something that is not implemented.</exception>
    public Item OpenItem(EncryptedItem item, IUnlockObserver? observer = null)
    {
        var vault = FindVault(item) ?? throw new MissingKeyException($"{item.Place}: sealed with a key that no open vault holds");
        return vault.OpenItem(item, observer);
    }

    /// <summary>Wipes all keys.</summary>
    public void Dispose()
    {
        foreach (var vault in _vaults)
            vault.Dispose();
        KeyRing.Dispose();
    }

    private static OpenedAccount Open(KeyRing ring, IEnumerable<Vault> vaults, IUnlockObserver? observer)
    {
        ArgumentNullException.ThrowIfNull(vaults);
        var account = new OpenedAccount(ring);
        foreach (var vault in vaults)
            account.TryAdd(vault, observer);
        return account;
    }

    private void TryAdd(Vault vault, IUnlockObserver? observer)
    {
        try
        {
            var opened = OpenedVault.Open(vault, KeyRing, observer);
            _vaults.Add(opened);
            foreach (var id in opened.KeyIds)
                _byKey.TryAdd(id, opened);
        }
        catch (SecurityModelException e)
        {
            _unopened.Add(new UnopenedVault(vault.Uuid, e.Message));
        }
    }
}
