namespace SpareKey.Archive.Segments;

/// <summary>Does work for 0 … count-1 on several cores and hands the results on in order, with a bounded number under way.</summary>
internal static class OrderedParallel
{
    /// <param name="count">How many.</param>
    /// <param name="workers">How many at once; one more may wait for its turn.</param>
    /// <param name="work">Runs on the thread pool.</param>
    /// <param name="consume">Runs one at a time, in order; owns the result.</param>
    /// <param name="cancellation">Stops starting work.</param>
    public static async Task RunAsync<T>(int count, int workers, Func<int, T> work, Func<int, T, Task> consume, CancellationToken cancellation)
        where T : IDisposable
    {
        var underWay = new Queue<Task<T>>();
        var started = 0;
        try
        {
            for (var i = 0; i < count; i++)
            {
                for (; started < count && underWay.Count <= workers; started++)
                    underWay.Enqueue(Start(started, work, cancellation));
                var result = await underWay.Dequeue();
                await consume(i, result);
            }
        }
        finally
        {
            foreach (var task in underWay)
                await DiscardAsync(task);
        }
    }

    private static Task<T> Start<T>(int index, Func<int, T> work, CancellationToken cancellation) => Task.Run(() => work(index), cancellation);

    // After a failure the rest is unwanted, but its buffers must be wiped; its own failures add nothing to the first one.
    private static async Task DiscardAsync<T>(Task<T> task)
        where T : IDisposable
    {
        await task.ContinueWith(static _ => { }, TaskScheduler.Default);
        if (task.IsCompletedSuccessfully)
            (await task).Dispose();
    }
}
