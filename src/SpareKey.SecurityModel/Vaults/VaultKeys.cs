using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SpareKey.SecurityModel;

/// <summary>The open keys of one vault by id, with their serial numbers.</summary>
internal sealed class VaultKeys : IDisposable
{
    private readonly Dictionary<string, (long SerialNumber, SymmetricKey Key)> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public VaultPermissions Permissions { get; private set; }

    public IEnumerable<(long SerialNumber, SymmetricKey Key)> All => _keys.Values.OrderByDescending(entry => entry.SerialNumber);

    public IReadOnlyList<string> Ids => [.. All.Select(entry => entry.Key.KeyId)];

    public SymmetricKey Newest => All.First().Key;

    public long NewestSerialNumber => All.First().SerialNumber;

    public static VaultKeys Open(Vault vault, KeyRing ring, IUnlockObserver? observer)
    {
        var keys = new VaultKeys();
        try
        {
            var readable = 0;
            foreach (var row in vault.Rows())
                readable += keys.TryAdd(vault, row, ring, observer) ? 1 : 0;
            if (keys._keys.Count == 0)
                throw new MissingKeyException($"{vault.Place}: {(readable == 0 ? "no access row allows reading" : $"no access row opens ({keys._problems[0]})")}");
            return keys;
        }
        catch (SecurityModelException)
        {
            keys.Dispose();
            throw;
        }
    }

    public bool TryGet(string keyId, [NotNullWhen(true)] out SymmetricKey? key)
    {
        var found = _keys.TryGetValue(keyId, out var entry);
        key = found ? entry.Key : null;
        return found;
    }

    public void Dispose()
    {
        foreach (var (_, key) in _keys.Values)
            key.Dispose();
        _keys.Clear();
    }

    // Tells whether the row allows reading. A row that does not open is a problem to report, not a reason to give up the
    // vault: another row may hold the same key through another group.
    private bool TryAdd(Vault vault, System.Text.Json.Nodes.JsonNode? node, KeyRing ring, IUnlockObserver? observer)
    {
        var readable = false;
        try
        {
            var row = vault.ReadRow(node);
            readable = row.CanRead;
            if (readable)
                Add(row, ring.Unwrap(row.Key, row.EncryptedBy, vault.Place.At("encVaultKey")), vault, observer);
        }
        catch (SecurityModelException e)
        {
            _problems.Add(e.Message);
        }
        return readable;
    }

    private void Add(VaultAccess row, SymmetricKey key, Vault vault, IUnlockObserver? observer)
    {
        Permissions |= row.Permissions;
        if (_keys.TryGetValue(key.KeyId, out var known))
        {
            if (!known.Key.HasSameBytes(key))
                _problems.Add($"{vault.Place}: two access rows hold different keys under the id {Printable.Id(key.KeyId)}");
            else if (row.KeySerialNumber > known.SerialNumber)
                _keys[key.KeyId] = (row.KeySerialNumber, known.Key);
            key.Dispose();
            return;
        }
        _keys.Add(key.KeyId, (row.KeySerialNumber, key));
        observer?.OnStep(new ExplainedStep(
            $"{EnvelopeReader.Name(row.Key.Encryption)} under keyset {row.Key.KeyId}",
            $"vault {vault.Uuid}, key {key.KeyId}",
            [],
            [new("key serial number", row.KeySerialNumber.ToString(CultureInfo.InvariantCulture)), new("permissions", ((long)row.Permissions).ToString(CultureInfo.InvariantCulture))],
            SymmetricKey.Size,
            Fingerprint.Of(key.Bytes)));
    }
}
