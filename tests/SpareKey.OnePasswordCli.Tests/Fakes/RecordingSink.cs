using System.Collections.Concurrent;
using SpareKey.Core.Accounts;

namespace SpareKey.OnePasswordCli.Tests.Fakes;

/// <summary>Keeps what it is given the way a snapshot would: the last hand-over counts, a failed file leaves nothing.</summary>
internal sealed class RecordingSink : ICaptureSink
{
    public ConcurrentDictionary<string, byte[]> Vaults { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, CapturedVault> VaultRecords { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, byte[]> Items { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, CapturedItem> ItemRecords { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, CapturedFile> FileRecords { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<CaptureGap> Gaps { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    public CaptureProgress? Last { get; private set; }

    public int ItemHandOvers;

    public Action<CapturedItem>? OnItem { get; init; }

    public Task VaultAsync(CapturedVault vault, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        VaultRecords[vault.Id] = vault;
        Vaults[vault.Id] = json.ToArray();
        return Task.CompletedTask;
    }

    public Task ItemAsync(CapturedItem item, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        OnItem?.Invoke(item);
        Interlocked.Increment(ref ItemHandOvers);
        ItemRecords[item.Id] = item;
        Items[item.Id] = json.ToArray();
        return Task.CompletedTask;
    }

    public async Task FileAsync(CapturedFile file, Stream content, CancellationToken cancellationToken)
    {
        using MemoryStream kept = new();
        byte[] buffer = new byte[8192];
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > file.Size)
                throw new FileLengthException(file.Size, kept.Length);
        }

        if (kept.Length != file.Size)
            throw new FileLengthException(file.Size, kept.Length);
        FileRecords[file.Id] = file;
        Files[file.Id] = kept.ToArray();
    }

    public void Gap(CaptureGap gap) => Gaps.Enqueue(gap);

    public void Warn(string warning) => Warnings.Enqueue(warning);

    public void Progress(CaptureProgress progress) => Last = progress;
}
