using System.Security.Cryptography;
using System.Text.Json;
using SpareKey.Archive;
using SpareKey.Core.Accounts;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;
using SpareKey.Core.Snapshots;
using SpareKey.Core.State;

namespace SpareKey.Core.Backup;

/// <summary>The main job: captures an account into one sealed, signed snapshot and proves it before it gets its name.</summary>
public sealed class BackupUseCase(IAccountSource source, IDestination destination, IStateStore state, TimeProvider clock)
{
    private static readonly TimeSpan PatienceWithClock = TimeSpan.FromSeconds(5);

    /// <summary>The cheap checks come first: no quota is spent on a run that cannot be stored.</summary>
    public async Task<BackupResult> RunAsync(BackupRequest request, IBackupObserver observer, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var (recipients, warnings) = Recipients.Load(request.Recipients, clock.GetUtcNow());
        using var signer = SignerKeeper.Open(state, Environment.MachineName, clock.GetUtcNow());
        using var writing = destination.Lock();
        var chain = SnapshotChain.Find(destination, state, request.Label);
        warnings = [.. warnings, .. writing.Warnings, .. writing.ClearLeftovers().Select(name => $"removed {name}, left by a run that died"), .. chain.Warnings];
        WarnAll(observer, warnings);

        observer.Stage("connecting to 1Password");
        var identity = await source.ConnectAsync(cancellationToken);
        WarnAll(observer, identity.Warnings);
        var run = new Run(request, observer, identity, chain, recipients, signer, [.. warnings, .. identity.Warnings]);
        var result = await WriteAsync(run, writing, started, cancellationToken);
        var late = writing.Release();
        WarnAll(observer, late);
        return result with { Warnings = [.. result.Warnings, .. late] };
    }

    private async Task<BackupResult> WriteAsync(Run run, IDestinationLock writing, long started, CancellationToken cancellationToken)
    {
        var settings = await SettingsAsync(run, cancellationToken);
        var name = new SnapshotFileName(run.Request.Label, settings.CreatedUtc).ToString();
        using var draft = writing.Create(name);
        CapturedAccount account;
        SnapshotReceipt receipt;
        try
        {
            await using var writer = new SnapshotWriter(draft.Content, settings);
            account = await CaptureAsync(run, writer, cancellationToken);
            run.Observer.Stage("writing");
            await writer.FinishAsync(Conclude(account), cancellationToken);
            draft.Flush();
            run.Observer.Stage("reading back");
            receipt = await writer.ReadBackAsync(cancellationToken);
        }
        catch (Exception failure) when (WriteFailure.Is(failure))
        {
            throw WriteFailure.Explain(name, destination.Name, failure);
        }

        draft.Commit(SnapshotSidecar.Create(name, receipt.Sha256));
        var headWarnings = Remember(run, name, receipt);
        return Result(run, name, account, receipt, headWarnings, clock.GetElapsedTime(started));
    }

    private async Task<CapturedAccount> CaptureAsync(Run run, SnapshotWriter writer, CancellationToken cancellationToken)
    {
        run.Observer.Stage("capturing");
        var sink = new SnapshotSink(writer, run.Observer);
        await source.CaptureAsync(run.Request.Selection, sink, cancellationToken);
        var account = sink.Close(run.Identity, run.Request.AcceptUnreachable);
        if (account.Content.Vaults.Count == 0 && account.Content.Missing.Count == 0)
        {
            throw new UserErrorException(
                ExitCode.NotPermitted,
                "the account can read no vault at all",
                "grant this service account or user read access to the vaults it has to back up");
        }

        WarnOfShrinkage(run, account);
        return account;
    }

    private static void WarnOfShrinkage(Run run, CapturedAccount account)
    {
        if (run.Request.Selection.Vaults.Count > 0 || run.Chain.PreviousHeader is not { } previous)
            return;
        var before = previous.Counts.GetValueOrDefault("vaults");
        if (before <= account.Content.Vaults.Count)
            return;
        var warning = $"the previous snapshot held {before} vaults, this one {account.Content.Vaults.Count}; a vault that is no longer visible may still exist";
        run.Warnings.Add(warning);
        run.Observer.Warn(warning);
    }

    private async Task<SnapshotSettings> SettingsAsync(Run run, CancellationToken cancellationToken) => new()
    {
        SnapshotId = SnapshotId.Create(RandomNumberGenerator.GetBytes(16)),
        Label = run.Request.Label,
        AccountId = run.Identity.AccountId,
        CreatedUtc = await NextFreeSecondAsync(run.Chain.PreviousHeader?.CreatedUtc, cancellationToken),
        Tool = run.Request.Tool,
        Source = $"op {run.Identity.ToolVersion}",
        Recipients = run.Recipients,
        Signer = run.Signer,
        Previous = run.Chain.Previous,
        Workers = Environment.ProcessorCount,
    };

    // A snapshot's name carries its second, and a chain is ordered by it. Two runs within one second would want the same name:
    // the later one waits. A clock that went back would put the new snapshot before its predecessor.
    private async Task<DateTimeOffset> NextFreeSecondAsync(DateTimeOffset? previous, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var free = previous is { } last ? last + TimeSpan.FromSeconds(1) : now;
        if (free - now > PatienceWithClock)
            throw new UserErrorException(ExitCode.Failed, $"this machine's clock says {now:u}, but the newest snapshot was made at {previous:u}", "set the clock, then run again");
        while (now < free)
        {
            await Task.Delay(free - now, clock, cancellationToken);
            now = clock.GetUtcNow();
        }

        return DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
    }

    private static SnapshotConclusion Conclude(CapturedAccount account) => new()
    {
        Complete = account.Complete,
        Counts = account.Counts,
        Content = Json(account),
    };

    // Into one buffer of about the right size: the serializer's own would be doubled several times and kept.
    private static ReadOnlyMemory<byte> Json(CapturedAccount account)
    {
        const int BytesPerPart = 420;
        using var buffer = new MemoryStream((account.Items + account.Files + account.Content.Vaults.Count + 4) * BytesPerPart);
        JsonSerializer.Serialize(buffer, account.Content, SnapshotContentJson.Default.SnapshotContent);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    // The snapshot is finished and proven by now; what this machine remembers of it must not turn that into a failure.
    private IReadOnlyList<string> Remember(Run run, string name, SnapshotReceipt receipt)
    {
        try
        {
            state.WriteHead(new SnapshotHead(run.Request.Label, name, receipt.Header.Id.ToString(), receipt.HeaderSha256, receipt.Header.Signer, receipt.Header.CreatedUtc));
            return [];
        }
        catch (UserErrorException failure)
        {
            var warning = $"the snapshot is complete, but this machine could not note it: {failure.Message}";
            run.Observer.Warn(warning);
            return [warning];
        }
    }

    private BackupResult Result(Run run, string name, CapturedAccount account, SnapshotReceipt receipt, IReadOnlyList<string> late, TimeSpan elapsed) => new()
    {
        Snapshot = Path.Combine(destination.Name, name),
        Id = receipt.Header.Id.ToString(),
        Complete = account.Complete,
        Counts = new BackupCounts(account.Content.Vaults.Count, account.Items, account.Archived, account.Files, receipt.Length),
        OpCalls = source.Calls,
        Missing = account.Content.Missing,
        Unreachable = account.Content.Unreachable,
        Warnings = [.. run.Warnings, .. account.Content.Warnings, .. late],
        Seconds = Math.Round(elapsed.TotalSeconds, 3),
    };

    private static void WarnAll(IBackupObserver observer, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            observer.Warn(warning);
    }

    private sealed record Run(
        BackupRequest Request,
        IBackupObserver Observer,
        SourceIdentity Identity,
        SnapshotChain Chain,
        IReadOnlyList<RecipientCertificate> Recipients,
        SnapshotSigner Signer,
        List<string> Warnings);
}
