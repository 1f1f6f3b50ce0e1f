namespace SpareKey.OnePasswordCli.Capture;

/// <summary>
/// Hands out work so that little is held at a time: files before more items, items before more vaults. Items of several
/// vaults share a batch, and one that is not full goes out only when no list is outstanding: with many small vaults a
/// batch per vault would cost a process each.
/// </summary>
internal sealed class WorkBoard(int batchSize)
{
    private readonly Lock _sync = new();
    private readonly Queue<VaultCapture> _unlisted = new();
    private readonly Queue<VaultCapture> _finished = new();
    private readonly Queue<ItemState> _unfetched = new();
    private readonly Queue<Work.ReadFile> _unread = new();
    private TaskCompletionSource _changed = NewSignal();
    private int _listing;
    private int _running;

    public void ToList(IEnumerable<VaultCapture> vaults) => Add(_unlisted, vaults);

    public void ToFetch(IEnumerable<ItemState> items) => Add(_unfetched, items);

    public void ToRead(IEnumerable<Work.ReadFile> files) => Add(_unread, files);

    public void ToCheck(VaultCapture vault) => Add(_finished, [vault]);

    /// <summary>The next piece; waits while others may still bring some. Null when all is done.</summary>
    public async Task<Work?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (_sync)
            {
                if (Next() is { } work)
                    return Started(work);
                if (_running == 0)
                    return null;
                signal = _changed.Task;
            }

            await signal.WaitAsync(cancellationToken);
        }
    }

    public void Done(Work work)
    {
        lock (_sync)
        {
            _running--;
            if (work is Work.ListVault)
                _listing--;
            Signal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Work? Next() =>
        _unread.TryDequeue(out Work.ReadFile? file) ? file
        : _unfetched.Count >= batchSize ? Batch()
        : _finished.TryDequeue(out VaultCapture? done) ? new Work.CheckVault(done)
        : _unlisted.TryDequeue(out VaultCapture? vault) ? new Work.ListVault(vault)
        : _unfetched.Count > 0 && _listing == 0 ? Batch()
        : null;

    private Work.FetchItems Batch()
    {
        List<ItemState> items = new(Math.Min(batchSize, _unfetched.Count));
        while (items.Count < batchSize && _unfetched.TryDequeue(out ItemState? item))
            items.Add(item);
        return new Work.FetchItems(items);
    }

    private Work Started(Work work)
    {
        _running++;
        if (work is Work.ListVault)
            _listing++;
        return work;
    }

    private void Add<T>(Queue<T> queue, IEnumerable<T> more)
    {
        lock (_sync)
        {
            foreach (T one in more)
                queue.Enqueue(one);
            Signal();
        }
    }

    private void Signal()
    {
        TaskCompletionSource before = _changed;
        _changed = NewSignal();
        before.SetResult();
    }
}
