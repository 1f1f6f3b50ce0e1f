using SpareKey.Archive;
using SpareKey.Core.Accounts;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Backup;

/// <summary>Puts what a source captures into a snapshot and remembers what the encrypted index has to say about it.</summary>
internal sealed class SnapshotSink(SnapshotWriter writer, IBackupObserver observer) : ICaptureSink
{
    private readonly CaptureLedger _ledger = new();

    public async Task VaultAsync(CapturedVault vault, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var path = _ledger.NextPath(attempt => SnapshotPaths.Vault(vault.Id, attempt));
        await writer.AddAsync(path, Time(vault.UpdatedAt), json, cancellationToken);
        _ledger.Take(vault, path);
    }

    public async Task ItemAsync(CapturedItem item, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var path = _ledger.NextPath(attempt => SnapshotPaths.Item(item.VaultId, item.Id, attempt));
        await writer.AddAsync(path, Time(item.UpdatedAt), json, cancellationToken);
        _ledger.Take(item, path, () => NamedFiles.In(json));
    }

    public async Task FileAsync(CapturedFile file, Stream content, CancellationToken cancellationToken)
    {
        var path = _ledger.NextPath(attempt => SnapshotPaths.File(file.VaultId, file.ItemId, file.Id, file.Name, attempt));
        try
        {
            // The writer takes one entry at a time. Small files are fetched before they queue for it, so that several calls run at once.
            if (file.Size <= SmallFile.MaxBytes)
            {
                using var small = await SmallFile.ReadAsync(content, file.Size, cancellationToken);
                await writer.AddAsync(path, Time(file.UpdatedAt), small.Content, cancellationToken);
            }
            else
            {
                await writer.AddAsync(path, Time(file.UpdatedAt), file.Size, content, cancellationToken);
            }
        }
        catch (EntryLengthException failure)
        {
            throw new FileLengthException(failure.Announced, failure.Delivered);
        }

        _ledger.Take(file, path);
    }

    public void Gap(CaptureGap gap) => _ledger.Take(gap);

    public void Warn(string warning)
    {
        _ledger.Take(warning);
        observer.Warn(warning);
    }

    public void Progress(CaptureProgress progress) => observer.Progress(progress);

    /// <summary>Called once, after the source returned.</summary>
    public CapturedAccount Close(SourceIdentity identity, bool acceptUnreachable) => _ledger.Close(identity, acceptUnreachable);

    // A tar header holds no time before 1970. An item that claims one keeps it in its JSON.
    private static DateTimeOffset Time(DateTimeOffset claimed) =>
        claimed < DateTimeOffset.UnixEpoch || claimed.Year > 2200 ? DateTimeOffset.UnixEpoch : claimed;
}
