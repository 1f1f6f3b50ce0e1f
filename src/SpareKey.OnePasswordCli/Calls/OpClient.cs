using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Calls;

/// <summary>What is asked of `op`, with retries. Every method throws <see cref="OpCallException"/> when the answer is no answer.</summary>
internal sealed class OpClient(OpRunner runner, Retries retries)
{
    public Task<string> VersionAsync(CancellationToken cancellationToken) =>
        AskAsync(OpCall.Version, static printed => System.Text.Encoding.UTF8.GetString(printed.Span), cancellationToken);

    public Task<IReadOnlyList<VaultFacts>> ListVaultsAsync(CancellationToken cancellationToken) =>
        AskAsync(OpCall.Vaults, VaultFacts.List, cancellationToken);

    public Task<AccountFacts> WhoAmIAsync(CancellationToken cancellationToken) =>
        AskAsync(OpCall.WhoAmI, AccountFacts.FromWhoAmI, cancellationToken, mayFail: true);

    public Task<AccountFacts> AccountAsync(CancellationToken cancellationToken) =>
        AskAsync(OpCall.Account, AccountFacts.FromAccount, cancellationToken);

    /// <summary>A vault and the bytes `op` printed for it; a vault's record holds no secret but its name and description.</summary>
    public Task<(VaultFacts Facts, byte[] Json)> GetVaultAsync(string vaultId, CancellationToken cancellationToken) =>
        AskAsync(OpCall.Vault(vaultId), printed => (VaultFacts.Get(printed, vaultId), printed.ToArray()), cancellationToken);

    public Task<ItemList> ListItemsAsync(string vaultId, CancellationToken cancellationToken) =>
        AskAsync(OpCall.Items(vaultId), printed => ItemList.Parse(printed, vaultId), cancellationToken);

    /// <summary>
    /// Hands whatever was printed to <paramref name="take"/>, also when the call failed: what a broken batch printed before
    /// it broke has been paid for. Repeats the call, which <paramref name="call"/> makes anew (null: nothing is left to ask), while that is worth it.
    /// </summary>
    public async Task FetchAsync(
        Func<OpCall?> call, Func<ReadOnlyMemory<byte>, CancellationToken, Task<OpFailure?>> take, CancellationToken cancellationToken) =>
        await retries.RunAsync(
            async token =>
            {
                if (call() is not { } next)
                    return true;
                OpCallException? error = await runner.RunAsync(next, output => TakeAsync(output, take, token), token);
                return error is null ? true : throw error;
            },
            cancellationToken);

    /// <summary>Streams a file's content into <paramref name="take"/>, again from the start after a failure worth a retry.</summary>
    public async Task ReadAsync(OpCall call, Func<Stream, CancellationToken, Task> take, CancellationToken cancellationToken) =>
        await retries.RunAsync(
            async token =>
            {
                await using OpContentStream content = await runner.OpenAsync(call, token);
                await TakeAsync(content, take, token);
                return true;
            },
            cancellationToken);

    private static async Task TakeAsync(OpContentStream content, Func<Stream, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        try
        {
            await take(content, cancellationToken);
        }
        catch (Exception e) when (content.Error is not null && e is not OperationCanceledException)
        {
            // Whatever the taker made of it: the cause is the call's failure.
            throw content.Error;
        }

        if (content.Error is not null)
            throw content.Error;
        if (!content.IsComplete)
            throw new InvalidOperationException("a file's content was not read to its end, so nobody knows whether it is good");
    }

    private static async Task<OpCallException?> TakeAsync(
        CallOutput output, Func<ReadOnlyMemory<byte>, CancellationToken, Task<OpFailure?>> take, CancellationToken cancellationToken)
    {
        OpFailure? fault = await take(output.Bytes.Written, cancellationToken);
        return output.Error ?? (fault is null ? null : new OpCallException(fault));
    }

    private static Task<T> ReadOrThrow<T>(CallOutput output, Func<ReadOnlyMemory<byte>, T> read) =>
        output.Error is null ? Task.FromResult(read(output.Bytes.Written)) : throw output.Error;

    private async Task<T> AskAsync<T>(
        OpCall call, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken, bool mayFail = false) =>
        await retries.RunAsync(
            async token => await runner.RunAsync(call, output => ReadOrThrow(output, read), token),
            cancellationToken,
            mayFail);
}
