using System.Diagnostics.CodeAnalysis;

namespace SpareKey.SecurityModel;

/// <summary>Why a keyset was not opened.</summary>
public enum SkippedKeysetReason
{
    /// <summary>Another master keyset has a higher serial number.</summary>
    Superseded,

    /// <summary>Its parent is not there or was not opened: another member's keyset, or a circle that hangs on nothing.</summary>
    NoParent,

    /// <summary>It does not open under its parent, or what is inside is malformed or of an unknown format.</summary>
    Damaged,

    /// <summary>It is nested deeper than 50 keysets.</summary>
    TooDeep,
}

/// <summary>A keyset that was not opened.</summary>
/// <param name="Uuid">Its id.</param>
/// <param name="Reason">Why.</param>
/// <param name="Explanation">The same in words; holds no secret.</param>
public sealed record SkippedKeyset(string Uuid, SkippedKeysetReason Reason, string Explanation);

/// <summary>
/// All keysets of an account that open from the account unlock key: the master keyset (of several the highest serial number) and, through
/// it, the keysets of the groups, in whatever order they are listed. What does not open is listed in <see cref="Skipped"/>. Wiped on <see cref="Dispose"/>.
/// </summary>
public sealed class KeyRing : IDisposable
{
    private readonly Dictionary<string, OpenedKeyset> _opened = new(StringComparer.Ordinal);
    private readonly List<OpenedKeyset> _inOrder = [];
    private readonly List<SkippedKeyset> _skipped = [];

    private KeyRing()
    {
    }

    /// <summary>The opened keysets, parents before children; the first is the master keyset.</summary>
    public IReadOnlyList<OpenedKeyset> Opened => _inOrder;

    /// <summary>The keysets that were not opened, and why.</summary>
    public IReadOnlyList<SkippedKeyset> Skipped => _skipped;

    /// <summary>The master keyset.</summary>
    public OpenedKeyset Master => _inOrder[0];

    /// <summary>The live master keyset: the highest serial number among those that the account unlock key opens. Its envelope holds the derivation parameters.</summary>
    /// <exception cref="MalformedDataException">There is none.</exception>
    public static Keyset FindMaster(IEnumerable<Keyset> keysets)
    {
        ArgumentNullException.ThrowIfNull(keysets);
        return keysets.Where(keyset => keyset.IsMaster).MaxBy(keyset => keyset.SerialNumber)
            ?? throw new MalformedDataException("keysets: none is encrypted by the account unlock key (encryptedBy \"mp\")");
    }

    /// <summary>Derives the account unlock key under the master keyset's parameters and opens everything. About a third of a second of PBKDF2.</summary>
    /// <exception cref="UnlockFailedException">Password, Secret Key or e-mail address is wrong.</exception>
    /// <exception cref="MalformedDataException">There is no master keyset, or it is malformed or names no derivation parameters.</exception>
    /// <exception cref="UnsupportedSchemeException">The master keyset uses something that is not implemented.</exception>
    public static KeyRing Open(IReadOnlyCollection<Keyset> keysets, Credentials credentials, IUnlockObserver? observer = null)
    {
        var master = FindMaster(keysets);
        if (master.Defect is not null)
            throw master.Defect;
        var parameters = master.Derivation
            ?? throw new Place("keyset", master.Uuid, "encSymKey").Malformed("it names no derivation parameters (p2s, p2c)");
        using var unlockKey = AccountUnlockKey.Derive(credentials, parameters, observer);
        return Open(keysets, unlockKey, observer);
    }

    /// <summary>Opens everything from a key that is already derived (or comes from a service-account token).</summary>
    /// <exception cref="UnlockFailedException">The key does not open the master keyset.</exception>
    /// <exception cref="MalformedDataException">There is no master keyset, or it is malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">The master keyset uses something that is not implemented.</exception>
    public static KeyRing Open(IReadOnlyCollection<Keyset> keysets, AccountUnlockKey unlockKey, IUnlockObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(keysets);
        ArgumentNullException.ThrowIfNull(unlockKey);
        var live = FindMaster(keysets);
        var ring = new KeyRing();
        try
        {
            ring.Add(KeysetOpener.OpenMaster(live, unlockKey, observer));
            ring.OpenDescendants(keysets, observer);
            return ring;
        }
        catch
        {
            ring.Dispose();
            throw;
        }
    }

    /// <summary>The opened keyset of that id.</summary>
    public bool TryGet(string uuid, [NotNullWhen(true)] out OpenedKeyset? keyset) => _opened.TryGetValue(uuid, out keyset);

    /// <summary>Opens a symmetric key that is wrapped for one of these keysets (a vault key). The caller disposes it.</summary>
    /// <param name="wrapped">The envelope; RSA under the keyset's private key, or A256GCM under its symmetric key.</param>
    /// <param name="encryptedBy">The keyset's id as the data gives it; where it is empty the envelope's key id counts.</param>
    /// <exception cref="MissingKeyException">That keyset is not open here.</exception>
    /// <exception cref="DecryptionFailedException">It does not open.</exception>
    /// <exception cref="MalformedDataException">It does not fit the keyset, or holds no symmetric key.</exception>
    public SymmetricKey Unwrap(Envelope wrapped, string encryptedBy)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        return Unwrap(wrapped, encryptedBy, new Place("wrapped key"));
    }

    internal SymmetricKey Unwrap(Envelope wrapped, string? encryptedBy, Place place)
    {
        var id = string.IsNullOrEmpty(encryptedBy) ? wrapped.KeyId : encryptedBy;
        if (!_opened.TryGetValue(id, out var keyset))
            throw new MissingKeyException($"{place}: it is wrapped for keyset {Printable.Id(id)}, which is not open here");
        using var jwk = wrapped.Encryption == EnvelopeEncryption.A256Gcm
            ? keyset.SymmetricKey.Open(wrapped, place)
            : keyset.PrivateKey.Open(wrapped, place);
        return SymmetricKey.FromJwk(jwk.DangerousBytes, place);
    }

    /// <summary>Wipes all keys.</summary>
    public void Dispose()
    {
        foreach (var keyset in _inOrder)
            keyset.Dispose();
        _inOrder.Clear();
        _opened.Clear();
    }

    private void Add(OpenedKeyset keyset)
    {
        _opened.Add(keyset.Keyset.Uuid, keyset);
        _inOrder.Add(keyset);
    }

    // Breadth first from the master: each keyset is opened at most once, so a circle is simply never reached.
    private void OpenDescendants(IReadOnlyCollection<Keyset> keysets, IUnlockObserver? observer)
    {
        var children = Newest(keysets).ToLookup(keyset => keyset.ParentId, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { Master.Keyset.Uuid };
        for (var i = 0; i < _inOrder.Count; i++)
        {
            var parent = _inOrder[i];
            foreach (var child in children[parent.Keyset.Uuid])
            {
                if (seen.Add(child.Uuid))
                    OpenChild(child, parent, observer);
            }
        }
        ReportTheRest(keysets, seen);
    }

    // The same keyset may be listed twice: the newest counts.
    private static IEnumerable<Keyset> Newest(IEnumerable<Keyset> keysets) =>
        keysets.Where(keyset => !keyset.IsMaster).GroupBy(keyset => keyset.Uuid, StringComparer.Ordinal).Select(same => same.MaxBy(keyset => keyset.SerialNumber)!);

    private void OpenChild(Keyset child, OpenedKeyset parent, IUnlockObserver? observer)
    {
        if (parent.Depth >= Limits.KeysetDepth)
        {
            _skipped.Add(new SkippedKeyset(child.Uuid, SkippedKeysetReason.TooDeep, $"nested deeper than {Limits.KeysetDepth} keysets"));
            return;
        }
        try
        {
            Add(KeysetOpener.OpenChild(child, parent, observer));
        }
        catch (SecurityModelException e)
        {
            _skipped.Add(new SkippedKeyset(child.Uuid, SkippedKeysetReason.Damaged, e.Message));
        }
    }

    private void ReportTheRest(IEnumerable<Keyset> keysets, HashSet<string> seen)
    {
        foreach (var keyset in keysets)
        {
            if (!seen.Add(keyset.Uuid))
                continue;
            _skipped.Add(keyset.IsMaster
                ? new SkippedKeyset(keyset.Uuid, SkippedKeysetReason.Superseded, $"master keyset {Printable.Id(Master.Keyset.Uuid)} has a higher serial number")
                : new SkippedKeyset(keyset.Uuid, SkippedKeysetReason.NoParent, $"its parent {Printable.Id(keyset.ParentId)} is not open here"));
        }
    }
}
