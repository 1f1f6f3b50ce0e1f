using SpareKey.Core.Accounts;
using SpareKey.OnePasswordCli.Calls;
using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>Streams one file from `op`'s stdout into the sink: no temporary file, no text reader (which would replace bytes).</summary>
internal sealed class FileRead(OpClient op, ICaptureSink sink, WorkBoard board, Tally tally)
{
    public async Task ReadAsync(Work.ReadFile work, CancellationToken cancellationToken)
    {
        if (await MissAsync(() => ReadTwiceAsync(work, cancellationToken)) is { } reason)
            work.Item.Miss(GapKind.Missing, work.File.Id, reason);
        tally.FileDone();
        if (work.Item.Vault.End())
            board.ToCheck(work.Item.Vault);
    }

    /// <returns>Null when it worked, else why not.</returns>
    private static async Task<string?> MissAsync(Func<Task> read)
    {
        try
        {
            await read();
            return null;
        }
        catch (OpCallException e)
        {
            return e.Failure.Reason;
        }
        catch (FileLengthException e)
        {
            return e.Message;
        }
    }

    private async Task ReadTwiceAsync(Work.ReadFile work, CancellationToken cancellationToken)
    {
        try
        {
            await ReadOnceAsync(work, work.File, cancellationToken);
        }
        catch (FileLengthException)
        {
            if (!work.SizeIsKnown)
                await ReadOnceAsync(work, work.File with { Size = await MeasureAsync(work, cancellationToken) }, cancellationToken);
            else if (await IsUnchangedAsync(work, cancellationToken))
                await ReadOnceAsync(work, work.File, cancellationToken);
            else
                throw;
        }
    }

    private async Task ReadOnceAsync(Work.ReadFile work, CapturedFile file, CancellationToken cancellationToken)
    {
        await op.ReadAsync(Call(work), (content, token) => sink.FileAsync(file, content, token), cancellationToken);
        work.Item.Took(file);
    }

    /// <summary>The item names no size: count what comes, without keeping it.</summary>
    private async Task<long> MeasureAsync(Work.ReadFile work, CancellationToken cancellationToken)
    {
        long length = 0;
        await op.ReadAsync(
            Call(work),
            async (content, token) =>
            {
                await content.CopyToAsync(Stream.Null, token);
                length = content.Position;
            },
            cancellationToken);
        return length;
    }

    /// <summary>Looks at the item again. One that changed is fetched anew with all its files when its vault is checked.</summary>
    private async Task<bool> IsUnchangedAsync(Work.ReadFile work, CancellationToken cancellationToken)
    {
        ItemFacts? now = null;
        await op.FetchAsync(
            () => OpCall.Item(work.Item.Key, cached: false),
            (printed, _) => Task.FromResult((now = ItemFacts.Parse(printed)) is null ? OpFailure.BadOutput("op printed no item") : null),
            cancellationToken);
        FileFacts? file = now?.Files.FirstOrDefault(file => string.Equals(file.Id, work.File.Id, StringComparison.Ordinal));
        bool changed = now?.Version != work.Item.TakenVersion || file?.Size != work.File.Size;
        // Only ever set: another file of the item may have found out first.
        work.Item.HasChanged |= changed;
        return !changed;
    }

    private static OpCall Call(Work.ReadFile work) =>
        work.IsDocument ? OpCall.Document(work.Item.Key) : OpCall.File(work.Item.Key, work.File.Id);
}
