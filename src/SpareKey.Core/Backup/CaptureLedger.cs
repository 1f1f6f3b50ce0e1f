using SpareKey.Core.Accounts;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Backup;

/// <summary>
/// Remembers what was captured, under which path. A part that is captured again, because it changed while the run went on,
/// gets a path of its own: what is sealed stays sealed, and the index names the latest.
/// </summary>
internal sealed class CaptureLedger
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Held<CapturedVault>> _vaults = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Vault, string Item), Held<CapturedItem>> _items = [];
    private readonly Dictionary<(string Vault, string Item, string File), Held<CapturedFile>> _files = [];
    private readonly List<string> _superseded = [];
    private readonly List<CaptureGap> _gaps = [];
    private readonly List<string> _warnings = [];

    /// <summary>Claims the first free path of a part; attempts count from 1. A path whose writing fails is not used again.</summary>
    public string NextPath(Func<int, string> pathOf)
    {
        lock (_gate)
        {
            for (var attempt = 1; ; attempt++)
            {
                var path = pathOf(attempt);
                if (_paths.Add(path))
                    return path;
            }
        }
    }

    public void Take(CapturedVault vault, string path) => Take(_vaults, vault.Id, new(vault, path));

    /// <param name="item">The item.</param>
    /// <param name="path">Where its JSON is.</param>
    /// <param name="namedFiles">Reads the ids of the files that this version names; asked only where it replaces an earlier version.</param>
    public void Take(CapturedItem item, string path, Func<IReadOnlySet<string>> namedFiles)
    {
        lock (_gate)
        {
            if (_items.ContainsKey((item.VaultId, item.Id)))
                DropFiles(item, namedFiles());
            Take(_items, (item.VaultId, item.Id), new(item, path));
        }
    }

    public void Take(CapturedFile file, string path) => Take(_files, (file.VaultId, file.ItemId, file.Id), new(file, path));

    public void Take(CaptureGap gap)
    {
        lock (_gate)
            _gaps.Add(gap);
    }

    public void Take(string warning)
    {
        lock (_gate)
            _warnings.Add(warning);
    }

    public CapturedAccount Close(SourceIdentity identity, bool acceptUnreachable)
    {
        lock (_gate)
        {
            var items = _items.Values.ToLookup(entry => entry.Part.VaultId, StringComparer.Ordinal);
            var files = _files.Values.ToLookup(entry => (entry.Part.VaultId, entry.Part.ItemId));
            var content = new SnapshotContent(
                new AccountContent(identity.AccountId, identity.AccountUrl, $"op {identity.ToolVersion}"),
                [.. _vaults.Values.OrderBy(entry => entry.Part.Id, StringComparer.Ordinal).Select(entry => Content(entry.Part, entry.Path, items[entry.Part.Id], files))],
                [.. _superseded.Order(StringComparer.Ordinal)],
                Gaps(GapKind.Missing),
                Gaps(GapKind.Unreachable),
                acceptUnreachable,
                [.. _warnings]);
            return new CapturedAccount(content, _items.Count, _items.Values.Count(entry => entry.Part.Archived), _files.Count);
        }
    }

    private void Take<TKey, TPart>(Dictionary<TKey, Held<TPart>> parts, TKey key, Held<TPart> part)
        where TKey : notnull
    {
        lock (_gate)
        {
            if (parts.TryGetValue(key, out var old))
                _superseded.Add(old.Path);
            parts[key] = part;
        }
    }

    // What only the earlier version named is superseded together with it.
    private void DropFiles(CapturedItem item, IReadOnlySet<string> named)
    {
        var dropped = _files.Where(entry => entry.Key.Vault == item.VaultId && entry.Key.Item == item.Id && !named.Contains(entry.Key.File)).ToArray();
        foreach (var (key, held) in dropped)
        {
            _files.Remove(key);
            _superseded.Add(held.Path);
        }
    }

    private GapContent[] Gaps(GapKind kind) => [.. _gaps.Where(gap => gap.Kind == kind).Select(gap => gap.ToContent())];

    private static VaultContent Content(
        CapturedVault vault, string path, IEnumerable<Held<CapturedItem>> items, ILookup<(string Vault, string Item), Held<CapturedFile>> files) => new(
        vault.Id,
        vault.Name,
        vault.Type,
        vault.ContentVersion,
        vault.UpdatedAt,
        path,
        [.. items.OrderBy(entry => entry.Part.Id, StringComparer.Ordinal).Select(entry => Content(entry.Part, entry.Path, files[(vault.Id, entry.Part.Id)]))]);

    private static ItemContent Content(CapturedItem item, string path, IEnumerable<Held<CapturedFile>> files) => new(
        item.Id,
        item.Title,
        item.Category,
        item.Archived,
        item.Version,
        item.UpdatedAt,
        path,
        [.. files.OrderBy(entry => entry.Part.Id, StringComparer.Ordinal).Select(entry => new FileContent(entry.Part.Id, entry.Part.Name, entry.Part.Size, entry.Path))]);

    private sealed record Held<T>(T Part, string Path);
}
