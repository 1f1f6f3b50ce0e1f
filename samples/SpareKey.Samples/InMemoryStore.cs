using System.Collections.Concurrent;
using SpareKey.SecurityModel;

namespace SpareKey.Samples;

/// <summary>Keeps states as long as the process lives.</summary>
internal sealed class InMemoryStore : IAccountStore
{
    private readonly ConcurrentDictionary<string, AccountState> _states = new(StringComparer.Ordinal);

    public ValueTask<AccountState?> LoadAsync(string accountUuid, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_states.GetValueOrDefault(accountUuid));

    public ValueTask SaveAsync(AccountState state, CancellationToken cancellationToken = default)
    {
        _states[state.AccountUuid] = state;
        return ValueTask.CompletedTask;
    }
}
