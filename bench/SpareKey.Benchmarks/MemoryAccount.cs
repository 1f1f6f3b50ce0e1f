using SpareKey.Core.Accounts;

namespace SpareKey.Benchmarks;

/// <summary>Feeds a workload from memory into the real backup, so that the snapshot's own cost is measured and not op's.</summary>
internal sealed class MemoryAccount(Workload workload) : IAccountSource
{
    private const string VaultId = "vaultaaaaaaaaaaaaaaaaaaaaa";
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public int Calls => 0;

    public Task<SourceIdentity> ConnectAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new SourceIdentity("memory", "0", "BENCHBENCHBENCHBENCHBENCHB", "", true, []));

    public Task<SourceInventory> TakeInventoryAsync(VaultSelection selection, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public async Task CaptureAsync(VaultSelection selection, ICaptureSink sink, CancellationToken cancellationToken)
    {
        await sink.VaultAsync(new CapturedVault(VaultId, "Made-up vault", "USER_CREATED", 1, Time), "{}"u8.ToArray(), cancellationToken);
        var item = new byte[Workload.ItemSize];
        for (var i = 0; i < workload.Items; i++)
        {
            Workload.FillItem(i, item);
            await sink.ItemAsync(new CapturedItem(VaultId, Workload.ItemId(i), $"Made-up login {i}", "LOGIN", false, 3, Time), item, cancellationToken);
        }

        for (var i = 0; i < workload.Files; i++)
        {
            await using var content = workload.File(i);
            await sink.FileAsync(new CapturedFile(VaultId, Workload.ItemId(0), $"file{i:D22}", $"{i}.bin", workload.FileSize, Time), content, cancellationToken);
        }
    }
}
