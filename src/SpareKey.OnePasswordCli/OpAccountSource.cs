using System.Collections.Concurrent;
using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Calls;
using SpareKey.OnePasswordCli.Capture;
using SpareKey.OnePasswordCli.Connecting;
using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli;

/// <summary>
/// Reads a 1Password account through the 1Password CLI. What it relies on is written down in docs/manual/op.md.
/// For V vaults, N items and F files a run in which nothing fails or changes starts 3 + 3V + ⌈N/100⌉ + F processes.
/// </summary>
public sealed class OpAccountSource : IAccountSource, IDisposable
{
    private readonly OpAccountSourceOptions _options;
    private readonly OpRuntime _runtime;
    private readonly CallGate _gate;
    private readonly SemaphoreSlim _connecting = new(1);
    private OpClient? _client;
    private Connected? _connected;

    public OpAccountSource(OpAccountSourceOptions options)
        : this(options, RuntimeOf(options))
    {
    }

    internal OpAccountSource(OpAccountSourceOptions options, OpRuntime runtime)
    {
        if (options.Jobs < 1)
            throw new ArgumentException("at least one job is needed", nameof(options));
        (_options, _runtime) = (options, runtime);
        _gate = new CallGate(runtime.WaitClock);
    }

    public int Calls => _gate.Calls;

    public async Task<SourceIdentity> ConnectAsync(CancellationToken cancellationToken) =>
        (await OpenAsync(cancellationToken)).Session.Identity;

    public async Task<SourceInventory> TakeInventoryAsync(VaultSelection selection, CancellationToken cancellationToken)
    {
        (OpClient op, Connected session) = await OpenAsync(cancellationToken);
        IReadOnlyList<VaultFacts> chosen = VaultChoice.From(session.Vaults, selection);
        ConcurrentBag<CaptureGap> gaps = [];
        var vaults = new VaultInventory?[chosen.Count];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = JobsFor(session), CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, chosen.Count, parallel, async (i, token) => vaults[i] = await CountAsync(op, chosen[i], gaps, token));
        VaultInventory[] counted = [.. vaults.OfType<VaultInventory>()];
        return new SourceInventory(counted, [.. gaps], LeastCalls(counted));
    }

    public async Task CaptureAsync(VaultSelection selection, ICaptureSink sink, CancellationToken cancellationToken)
    {
        (OpClient op, Connected session) = await OpenAsync(cancellationToken);
        CaptureRun run = new(op, sink, VaultChoice.From(session.Vaults, selection), _runtime.BatchSize);
        await run.RunAsync(JobsFor(session), cancellationToken);
    }

    public void Dispose() => _connecting.Dispose();

    private static OpRuntime RuntimeOf(OpAccountSourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new OpRuntime { Environment = ChildEnvironment.Own(), Limits = new() { CallTimeout = options.CallTimeout } };
    }

    private static async Task<VaultInventory?> CountAsync(
        OpClient op, VaultFacts vault, ConcurrentBag<CaptureGap> gaps, CancellationToken cancellationToken)
    {
        try
        {
            ItemList list = await op.ListItemsAsync(vault.Id, cancellationToken);
            return new VaultInventory(
                vault.Id,
                vault.Name,
                list.Items.Count,
                list.Items.Values.Count(static item => item.Archived),
                list.Items.Values.Count(static item => item.IsDocument));
        }
        catch (OpCallException e)
        {
            gaps.Add(new CaptureGap(GapKind.Missing, PartKind.Vault, vault.Id, ItemId: null, FileId: null, e.Failure.Reason));
            return null;
        }
    }

    // Behind the desktop app several calls at once end in "authorization timeout", each of them.
    private int JobsFor(Connected session) => session.Identity.IsServiceAccount ? _options.Jobs : 1;

    // Every document has a file; attachments show only in the items themselves.
    private int LeastCalls(VaultInventory[] vaults) =>
        3 + (3 * vaults.Length)
        + ((vaults.Sum(static vault => vault.Items) + _runtime.BatchSize - 1) / _runtime.BatchSize)
        + vaults.Sum(static vault => vault.Documents);

    private async Task<(OpClient Op, Connected Session)> OpenAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_connected is null)
            {
                ChildEnvironment environment = new(_runtime.Environment, _options.Token, _options.Account);
                string path = OpExecutable.Find(_options.OpPath, _runtime.Environment);
                Retries retries = new(_gate, _options.QuotaPatience, _runtime.WaitClock);
                _client = new OpClient(new OpRunner(path, environment, _options.Token, _runtime, _gate), retries);
                _connected = await new Connection(_client, path, environment, _options.Token is not null).OpenAsync(cancellationToken);
            }

            return (_client!, _connected);
        }
        finally
        {
            _connecting.Release();
        }
    }
}
