using System.Diagnostics.CodeAnalysis;

namespace SpareKey.SecurityModel;

/// <summary>
/// A vault whose keys are open: every version that a readable access row gives, because items name the version that sealed them;
/// the highest serial number is used for writing. Wiped on <see cref="Dispose"/>. Items may be opened by several threads at once.
/// </summary>
public sealed class OpenedVault : IDisposable
{
    private readonly VaultKeys _keys;

    private OpenedVault(Vault vault, VaultKeys keys, VaultAttributes attributes)
    {
        Vault = vault;
        _keys = keys;
        Attributes = attributes;
    }

    /// <summary>The vault as the service keeps it.</summary>
    public Vault Vault { get; }

    /// <summary>Name and description.</summary>
    public VaultAttributes Attributes { get; }

    /// <summary>The ids of the keys, newest first.</summary>
    public IReadOnlyList<string> KeyIds => _keys.Ids;

    /// <summary>The id of the key that new content is sealed with.</summary>
    public string ActiveKeyId => _keys.Newest.KeyId;

    /// <summary>The serial number of that key.</summary>
    public long ActiveKeySerialNumber => _keys.NewestSerialNumber;

    /// <summary>What the readable rows allow together.</summary>
    public VaultPermissions Permissions => _keys.Permissions;

    /// <summary>Access rows that allow reading and did not open, and why; the vault opened all the same through others.</summary>
    public IReadOnlyList<string> Problems => _keys.Problems;

    internal SymmetricKey ActiveKey => _keys.Newest;

    internal IEnumerable<(long SerialNumber, SymmetricKey Key)> Keys => _keys.All;

    /// <summary>Opens a vault: the rows that allow reading, through whichever keyset each is wrapped for.</summary>
    /// <exception cref="MissingKeyException">No row allows reading, or none is wrapped for a keyset of this ring, or the attributes' key is not among the keys.</exception>
    /// <exception cref="DecryptionFailedException">The attributes do not open.</exception>
    /// <exception cref="MalformedDataException">The vault is malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">It uses something that is not implemented.</exception>
    public static OpenedVault Open(Vault vault, KeyRing ring, IUnlockObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(ring);
        var keys = VaultKeys.Open(vault, ring, observer);
        try
        {
            return new OpenedVault(vault, keys, OpenAttributes(vault, keys, observer));
        }
        catch (SecurityModelException)
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>Whether the key of that id is open here.</summary>
    public bool HasKey(string keyId) => _keys.TryGet(keyId, out _);

    internal bool TryGetKey(string keyId, [NotNullWhen(true)] out SymmetricKey? key) => _keys.TryGet(keyId, out key);

    /// <summary>Wipes the keys.</summary>
    public void Dispose() => _keys.Dispose();

    private static VaultAttributes OpenAttributes(Vault vault, VaultKeys keys, IUnlockObserver? observer)
    {
        var place = vault.Place.At("encAttrs");
        var envelope = vault.ReadAttributes();
        if (!keys.TryGet(envelope.KeyId, out var key))
            throw new MissingKeyException($"{place}: sealed with key {Printable.Id(envelope.KeyId)}, which no readable access row holds");
        using var plaintext = key.Open(envelope, place);
        observer?.OnStep(new ExplainedStep("A256GCM under the vault key", $"vault {vault.Uuid}, attributes", [], [new("kid", envelope.KeyId), new("iv", Base64UrlText.Encode(envelope.Iv))], plaintext.Length, Fingerprint.Of(plaintext.DangerousBytes)));
        return new VaultAttributes(JsonText.ParseObject(plaintext.DangerousBytes, place));
    }
}
