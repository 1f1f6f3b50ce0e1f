using SpareKey.Core.Accounts;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Backup;

/// <summary>Checks everything a run needs and says what it would fetch, without fetching or writing it.</summary>
public sealed class DryRunUseCase(IAccountSource source, IDestination destination, TimeProvider clock)
{
    public async Task<DryRunResult> RunAsync(BackupRequest request, IBackupObserver observer, CancellationToken cancellationToken)
    {
        var (recipients, warnings) = Recipients.Load(request.Recipients, clock.GetUtcNow());
        destination.CheckWritable();
        using (var held = destination.Lock())
            warnings = [.. warnings, .. held.Warnings];
        Tell(observer, warnings);
        observer.Stage("connecting to 1Password");
        var identity = await source.ConnectAsync(cancellationToken);
        Tell(observer, identity.Warnings);
        observer.Stage("listing");
        var inventory = await source.TakeInventoryAsync(request.Selection, cancellationToken);
        return new DryRunResult
        {
            Account = identity.AccountId,
            Op = $"{identity.ToolPath} {identity.ToolVersion}",
            ServiceAccount = identity.IsServiceAccount,
            Recipients = [.. recipients.Select(recipient => recipient.Thumbprint)],
            FreeBytes = destination.FreeBytes(),
            Vaults = inventory.Vaults,
            Missing = [.. inventory.Gaps.Select(gap => gap.ToContent())],
            LeastCalls = inventory.LeastCalls,
            Warnings = [.. warnings, .. identity.Warnings],
        };
    }

    private static void Tell(IBackupObserver observer, IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
            observer.Warn(warning);
    }
}

/// <summary>What a run would do.</summary>
public sealed record DryRunResult
{
    public required string Account { get; init; }

    public required string Op { get; init; }

    public required bool ServiceAccount { get; init; }

    public required IReadOnlyList<string> Recipients { get; init; }

    public required long? FreeBytes { get; init; }

    public required IReadOnlyList<VaultInventory> Vaults { get; init; }

    public required IReadOnlyList<GapContent> Missing { get; init; }

    /// <summary>Child processes a run starts at least, files apart.</summary>
    public required int LeastCalls { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public ExitCode ExitCode => Missing.Count > 0 ? ExitCode.Incomplete : ExitCode.Done;
}
