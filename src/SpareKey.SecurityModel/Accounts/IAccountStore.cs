namespace SpareKey.SecurityModel;

/// <summary>Where the states of accounts are kept. This library has no implementation: it does no I/O.</summary>
public interface IAccountStore
{
    /// <summary>The state last saved under that account id; null where there is none.</summary>
    ValueTask<AccountState?> LoadAsync(string accountUuid, CancellationToken cancellationToken = default);

    /// <summary>Saves a state in place of the account's last one: wholly or not at all.</summary>
    ValueTask SaveAsync(AccountState state, CancellationToken cancellationToken = default);
}
