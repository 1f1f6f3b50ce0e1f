using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Calls;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>
/// One capture: workers take lists, items, files and checks from one board until it is empty. The first failure that is not a
/// part's (the sink's, or cancellation) stops them all.
/// </summary>
internal sealed class CaptureRun
{
    private readonly WorkBoard _board;
    private readonly ItemFetch _items;
    private readonly FileRead _files;
    private readonly VaultRounds _vaults;

    public CaptureRun(OpClient op, ICaptureSink sink, IReadOnlyList<VaultFacts> chosen, int batchSize)
    {
        Tally tally = new(sink, chosen.Count);
        _board = new WorkBoard(batchSize);
        _items = new ItemFetch(op, sink, _board, tally);
        _files = new FileRead(op, sink, _board, tally);
        _vaults = new VaultRounds(op, sink, _board, tally);
        _board.ToList(chosen.Select(static vault => new VaultCapture(vault)));
    }

    public async Task RunAsync(int jobs, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, jobs).Select(_ => WorkAsync(stop)));
    }

    private async Task WorkAsync(CancellationTokenSource stop)
    {
        try
        {
            while (await _board.TakeAsync(stop.Token) is { } work)
            {
                await DoAsync(work, stop.Token);
                _board.Done(work);
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private Task DoAsync(Work work, CancellationToken cancellationToken) => work switch
    {
        Work.ListVault list => _vaults.ListAsync(list.Vault, cancellationToken),
        Work.FetchItems fetch => _items.FetchAsync(fetch.Items, cancellationToken),
        Work.ReadFile read => _files.ReadAsync(read, cancellationToken),
        Work.CheckVault check => _vaults.CheckAsync(check.Vault, cancellationToken),
        _ => throw new InvalidOperationException("work of an unknown kind"),
    };
}
