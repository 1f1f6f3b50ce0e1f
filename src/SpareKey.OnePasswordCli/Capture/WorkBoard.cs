namespace SpareKey.OnePasswordCli.Capture;

/// <summary>
/// Hands out work so that little is held at a time: files before more items, items before more vaults. Items of several
/// vaults share a batch, and one that is not full goes out only when no list is outstanding: with many small vaults a
/// batch per vault would cost a process each.
/// </summary>
internal sealed class WorkBoard(int batchSize)
{
    private readonly Lock sync = new();
    private readonly Queue<VaultCapture> unlisted = new();
    private readonly Queue<VaultCapture> finished = new();
    private readonly Queue<ItemState> unfetched = new();
    private readonly Queue<Work.ReadFile> unread = new();
    private TaskCompletionSource changed = NewSignal();
    private int listing;
    private int running;

    public void ToList(IEnumerable<VaultCapture> vaults) => Add(unlisted, vaults);

    public void ToFetch(IEnumerable<ItemState> items) => Add(unfetched, items);

    public void ToRead(IEnumerable<Work.ReadFile> files) => Add(unread, files);

    public void ToCheck(VaultCapture vault) => Add(finished, [vault]);

    /// <summary>The next piece; waits while others may still bring some. Null when all is done.</summary>
    public async Task<Work?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (sync)
            {
                if (Next() is { } work)
                    return Started(work);
                if (running == 0)
                    return null;
                signal = changed.Task;
            }

            await signal.WaitAsync(cancellationToken);
        }
    }

    public void Done(Work work)
    {
        lock (sync)
        {
            running--;
            if (work is Work.ListVault)
                listing--;
            Signal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Work? Next() =>
        unread.TryDequeue(out Work.ReadFile? file) ? file
        : unfetched.Count >= batchSize ? Batch()
        : finished.TryDequeue(out VaultCapture? done) ? new Work.CheckVault(done)
        : unlisted.TryDequeue(out VaultCapture? vault) ? new Work.ListVault(vault)
        : unfetched.Count > 0 && listing == 0 ? Batch()
        : null;

    private Work.FetchItems Batch()
    {
        List<ItemState> items = new(Math.Min(batchSize, unfetched.Count));
        while (items.Count < batchSize && unfetched.TryDequeue(out ItemState? item))
            items.Add(item);
        return new Work.FetchItems(items);
    }

    private Work Started(Work work)
    {
        running++;
        if (work is Work.ListVault)
            listing++;
        return work;
    }

    private void Add<T>(Queue<T> queue, IEnumerable<T> more)
    {
        lock (sync)
        {
            foreach (T one in more)
                queue.Enqueue(one);
            Signal();
        }
    }

    private void Signal()
    {
        TaskCompletionSource before = changed;
        changed = NewSignal();
        before.SetResult();
    }
}
