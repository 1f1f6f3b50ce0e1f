using SpareKey.Archive;
using SpareKey.Core.Accounts;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Backup;

/// <summary>Puts what a source captures into a snapshot and remembers what the encrypted index has to say about it.</summary>
internal sealed class SnapshotSink(SnapshotWriter writer, IBackupObserver observer) : ICaptureSink
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CapturedVault> _vaults = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Vault, string Item), CapturedItem> _items = [];
    private readonly Dictionary<(string Vault, string Item, string File), CapturedFile> _files = [];
    private readonly List<CaptureGap> _gaps = [];
    private readonly List<string> _warnings = [];

    public async Task VaultAsync(CapturedVault vault, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        await writer.AddAsync(SnapshotPaths.Vault(vault.Id), vault.UpdatedAt, json, cancellationToken);
        lock (_gate)
            _vaults[vault.Id] = vault;
    }

    public async Task ItemAsync(CapturedItem item, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        await writer.AddAsync(SnapshotPaths.Item(item.VaultId, item.Id), item.UpdatedAt, json, cancellationToken);
        lock (_gate)
            _items[(item.VaultId, item.Id)] = item;
    }

    public async Task FileAsync(CapturedFile file, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(file);
        try
        {
            await writer.AddAsync(path, file.UpdatedAt, file.Size, content, cancellationToken);
        }
        catch (EntryLengthException failure)
        {
            throw new FileLengthException(failure.Announced, failure.Delivered);
        }

        lock (_gate)
            _files[(file.VaultId, file.ItemId, file.Id)] = file;
    }

    public void Gap(CaptureGap gap)
    {
        lock (_gate)
            _gaps.Add(gap);
    }

    public void Warn(string warning)
    {
        lock (_gate)
            _warnings.Add(warning);
        observer.Warn(warning);
    }

    public void Progress(CaptureProgress progress) => observer.Progress(progress);

    /// <summary>Called once, after the source returned.</summary>
    public CapturedAccount Close(SourceIdentity identity, bool acceptUnreachable)
    {
        lock (_gate)
        {
            var content = new SnapshotContent(
                new AccountContent(identity.AccountId, identity.AccountUrl, $"op {identity.ToolVersion}"),
                [.. _vaults.Values.OrderBy(vault => vault.Id, StringComparer.Ordinal).Select(ToContent)],
                Gaps(GapKind.Missing),
                Gaps(GapKind.Unreachable),
                acceptUnreachable,
                [.. _warnings]);
            return new CapturedAccount(content, _items.Count, _items.Values.Count(item => item.Archived), _files.Count);
        }
    }

    private static string PathOf(CapturedFile file) => SnapshotPaths.File(file.VaultId, file.ItemId, file.Id, file.Name);

    private GapContent[] Gaps(GapKind kind) =>
        [.. _gaps.Where(gap => gap.Kind == kind).Select(gap => gap.ToContent())];

    private VaultContent ToContent(CapturedVault vault)
    {
        var files = _files.Values.Where(file => file.VaultId == vault.Id).ToLookup(file => file.ItemId, StringComparer.Ordinal);
        var items = _items.Values
            .Where(item => item.VaultId == vault.Id)
            .OrderBy(item => item.Id, StringComparer.Ordinal)
            .Select(item => ToContent(item, files[item.Id]));
        return new VaultContent(vault.Id, vault.Name, vault.Type, vault.ContentVersion, vault.UpdatedAt, SnapshotPaths.Vault(vault.Id), [.. items]);
    }

    private static ItemContent ToContent(CapturedItem item, IEnumerable<CapturedFile> files) => new(
        item.Id,
        item.Title,
        item.Category,
        item.Archived,
        item.Version,
        item.UpdatedAt,
        SnapshotPaths.Item(item.VaultId, item.Id),
        [.. files.OrderBy(file => file.Id, StringComparer.Ordinal).Select(file => new FileContent(file.Id, file.Name, file.Size, PathOf(file)))]);
}

/// <summary>What was captured, counted.</summary>
internal sealed record CapturedAccount(SnapshotContent Content, int Items, int Archived, int Files)
{
    /// <summary>There are two states only: everything readable is there, or the run says what is not.</summary>
    public bool Complete =>
        Content.Missing.Count == 0 && (Content.Unreachable.Count == 0 || Content.UnreachableAccepted);

    public IReadOnlyDictionary<string, long> Counts => new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["vaults"] = Content.Vaults.Count,
        ["items"] = Items,
        ["archived"] = Archived,
        ["files"] = Files,
        ["missing"] = Content.Missing.Count,
        ["unreachable"] = Content.Unreachable.Count,
    };
}
