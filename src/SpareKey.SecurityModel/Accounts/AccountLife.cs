namespace SpareKey.SecurityModel;

/// <summary>A new account: the service's part, and the Secret Key that only its owner gets.</summary>
public sealed class NewAccount : IDisposable
{
    internal NewAccount(AccountState state, SecretKey secretKey)
    {
        State = state;
        SecretKey = secretKey;
    }

    /// <summary>What the service keeps.</summary>
    public AccountState State { get; }

    /// <summary>The Secret Key: show it once, for the Emergency Kit.</summary>
    public SecretKey SecretKey { get; }

    /// <summary>Wipes the Secret Key.</summary>
    public void Dispose() => SecretKey.Dispose();
}

/// <summary>
/// The life of an account as pure functions: state in, new state out. Time and randomness are parameters; nothing is stored here.
/// </summary>
public static class AccountLife
{
    /// <summary>
    /// Creates an account: a Secret Key, a master keyset under the account unlock key, a personal vault wrapped for that keyset, and the
    /// sign-in record. Two PBKDF2 runs (two salts).
    /// </summary>
    /// <param name="email">The e-mail address.</param>
    /// <param name="password">The account password.</param>
    /// <param name="randomness">Where everything fresh comes from.</param>
    /// <param name="now">The time to note.</param>
    /// <param name="iterations">The iteration count; null for <see cref="Iterations.Current"/>.</param>
    public static NewAccount Create(EmailAddress email, ReadOnlySpan<char> password, IRandomness randomness, DateTimeOffset now, Iterations? iterations = null)
    {
        ArgumentNullException.ThrowIfNull(randomness);
        if (ClientText.Trim(password).IsEmpty)
            throw new MalformedDataException("password: it is empty");
        using var secretKey = SecretKey.Create(randomness);
        using var credentials = new Credentials(email, password, secretKey);
        var state = Create(credentials, iterations ?? Iterations.Current, randomness, now);
        return new NewAccount(state, secretKey.Copy());
    }

    /// <summary>Opens keysets and vaults.</summary>
    /// <exception cref="UnlockFailedException">Password, Secret Key or e-mail address is wrong.</exception>
    public static OpenedAccount Open(AccountState state, Credentials credentials, IUnlockObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        return OpenedAccount.Open(state.Keysets, state.Vaults, credentials, observer);
    }

    /// <summary>Changes the password.</summary>
    /// <exception cref="UnlockFailedException">The present secrets are wrong.</exception>
    public static AccountState ChangePassword(AccountState state, Credentials current, ReadOnlySpan<char> newPassword, IRandomness randomness, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(current);
        if (ClientText.Trim(newPassword).IsEmpty)
            throw new MalformedDataException("password: it is empty");
        using var next = current.With(newPassword);
        return Rekey(state, current, next, Iterations.Current, randomness, now);
    }

    /// <summary>Changes the e-mail address (it salts both derivations, so both are done anew).</summary>
    /// <exception cref="UnlockFailedException">The present secrets are wrong.</exception>
    public static AccountState ChangeEmail(AccountState state, Credentials current, EmailAddress newEmail, IRandomness randomness, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(current);
        using var next = current.With(newEmail);
        return Rekey(state, current, next, Iterations.Current, randomness, now) with { Email = newEmail };
    }

    /// <summary>Replaces the Secret Key: same version and id, new secret characters. The caller disposes the new key.</summary>
    /// <exception cref="UnlockFailedException">The present secrets are wrong.</exception>
    /// <exception cref="UnsupportedSchemeException">The present key is an A2 key.</exception>
    public static (AccountState State, SecretKey SecretKey) RotateSecretKey(AccountState state, Credentials current, IRandomness randomness, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(current);
        using var rotated = current.SecretKey.Rotate(randomness);
        using var next = current.With(rotated);
        var rekeyed = Rekey(state, current, next, Iterations.Current, randomness, now);
        return (rekeyed, rotated.Copy());
    }

    /// <summary>
    /// Exchanges the secrets: the master keyset's symmetric key is opened under the old account unlock key and sealed under the new one, with
    /// a new salt and the given count; the sign-in record is made anew, with a salt of its own. Nothing below that key changes.
    /// Three PBKDF2 runs.
    /// </summary>
    /// <remarks>Whoever holds the old secrets and an old copy of the data still opens that copy: that is what rotating the vault keys is for.</remarks>
    /// <exception cref="UnlockFailedException">The present secrets are wrong.</exception>
    public static AccountState Rekey(AccountState state, Credentials current, Credentials next, Iterations iterations, IRandomness randomness, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(next);
        var master = KeyRing.FindMaster(state.Keysets);
        using var symmetricJwk = OpenMaster(master, current);
        var parameters = KeyDerivationParameters.Create(DerivationMethod.AccountUnlock, iterations, randomness);
        using var unlockKey = AccountUnlockKey.Derive(next, parameters);
        var envelope = unlockKey.Key.Seal(symmetricJwk.DangerousBytes, randomness).With(parameters);
        return state.With(master.WithSymmetricKey(envelope, now)) with { SignIn = SignInRecord.Create(next, iterations, randomness) };
    }

    /// <summary>Makes the keyset of a group whose first member holds <paramref name="member"/>. Membership is possession of the group's private key.</summary>
    public static Keyset CreateGroupKeyset(RsaPublicKey member, IRandomness randomness, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(randomness);
        return KeysetMaker.CreateChild(member, randomness, now);
    }

    private static AccountState Create(Credentials credentials, Iterations iterations, IRandomness randomness, DateTimeOffset now)
    {
        var parameters = KeyDerivationParameters.Create(DerivationMethod.AccountUnlock, iterations, randomness);
        using var unlockKey = AccountUnlockKey.Derive(credentials, parameters);
        var keyset = KeysetMaker.CreateMaster(unlockKey, parameters, randomness, now);
        using var publicKey = keyset.ReadPublicKey();
        var user = Base32Id.CreateServerId(randomness);
        var owner = new Accessor(AccessorType.User, user, publicKey, VaultPermissions.Owner);
        return new AccountState
        {
            AccountUuid = Base32Id.CreateServerId(randomness),
            UserUuid = user,
            Email = credentials.Email,
            SecretKeyId = credentials.SecretKey.AccountId,
            SignIn = SignInRecord.Create(credentials, iterations, randomness),
            Keysets = [keyset],
            Vaults = [VaultLife.Create("Personal", "P", owner, randomness, now)],
        };
    }

    private static SecretBytes OpenMaster(Keyset master, Credentials current)
    {
        if (master.Defect is not null)
            throw master.Defect;
        var place = new Place("keyset", master.Uuid, "encSymKey");
        var parameters = master.Derivation ?? throw place.Malformed("it names no derivation parameters (p2s, p2c)");
        using var unlockKey = AccountUnlockKey.Derive(current, parameters);
        try
        {
            return unlockKey.Key.Open(master.SymmetricKey!, place);
        }
        catch (DecryptionFailedException)
        {
            throw new UnlockFailedException();
        }
    }
}
