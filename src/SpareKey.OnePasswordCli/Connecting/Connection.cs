using SpareKey.Core.Accounts;
using SpareKey.Core.Errors;
using SpareKey.OnePasswordCli.Calls;
using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Connecting;

/// <summary>A checked `op`: who is signed in, and the vaults that the sign-in check listed.</summary>
internal sealed record Connected(SourceIdentity Identity, IReadOnlyList<VaultFacts> Vaults);

/// <summary>
/// Checks version and sign-in with three calls. The sign-in is proved by listing vaults: whoami exits with 0 for a revoked
/// token, and may fail before a first call although the token is good (seen with 2.20 and 2.34.1).
/// </summary>
internal sealed class Connection(OpClient op, string path, ChildEnvironment environment, bool hasToken)
{
    public async Task<Connected> OpenAsync(CancellationToken cancellationToken)
    {
        OpVersion version = await VersionAsync(cancellationToken);
        IReadOnlyList<VaultFacts> vaults = await VaultsAsync(cancellationToken);
        AccountFacts account = await AccountAsync(cancellationToken);
        List<string> warnings = [];
        if (version.Warning is { } warning)
            warnings.Add(warning);
        if (environment.HadConnect)
            warnings.Add("OP_CONNECT_HOST or OP_CONNECT_TOKEN is set; op is started without them, because a Connect server cannot deliver a whole account");
        SourceIdentity identity = new(
            path, version.Text, account.AccountId!, account.Url, hasToken || account.IsServiceAccount, warnings);
        return new Connected(identity, vaults);
    }

    private async Task<OpVersion> VersionAsync(CancellationToken cancellationToken)
    {
        string printed;
        try
        {
            printed = await op.VersionAsync(cancellationToken);
        }
        catch (OpCallException e) when (e.Failure.Kind == OpFailureKind.NotStarted)
        {
            throw new UserErrorException(
                ExitCode.Failed, $"{path}: {e.Failure.Reason}", "check that it is the 1Password CLI for this machine", e);
        }
        catch (OpCallException e)
        {
            throw new UserErrorException(
                ExitCode.Failed, $"{path} does not tell its version: {Said(e)}", "check that it is the 1Password CLI", e);
        }

        OpVersion version = OpVersion.Parse(printed) ?? throw new UserErrorException(
            ExitCode.Failed,
            $"{path} printed \"{Printable.FirstLine(printed)}\" as its version, which is none",
            "check that it is the 1Password CLI, version 2.32.1 or newer");
        return !version.IsTooOld ? version : throw new UserErrorException(
            ExitCode.Failed, $"{path} is version {version.Text}, which is too old", "install 2.32.1 or newer; the oldest that works is 2.18.0");
    }

    private async Task<IReadOnlyList<VaultFacts>> VaultsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<VaultFacts> vaults;
        try
        {
            vaults = await op.ListVaultsAsync(cancellationToken);
        }
        catch (OpCallException e)
        {
            throw ConnectionError.From(e, "vaults cannot be listed", hasToken);
        }

        return vaults.Count > 0 ? vaults : throw new UserErrorException(
            ExitCode.NotPermitted,
            "no vault at all can be read",
            "grant the service account or user read access to the vaults that are to be backed up");
    }

    private async Task<AccountFacts> AccountAsync(CancellationToken cancellationToken)
    {
        AccountFacts? who = null;
        for (var attempt = 0; attempt < 2 && who is null; attempt++)
            who = await TryAsync(op.WhoAmIAsync, cancellationToken);
        if (who?.AccountId is not null)
            return who;
        try
        {
            AccountFacts account = await op.AccountAsync(cancellationToken);
            if (account.AccountId is not null)
                return account with { Url = who?.Url ?? account.Url, IsServiceAccount = who?.IsServiceAccount ?? false };
        }
        catch (OpCallException e)
        {
            throw ConnectionError.From(e, "vaults can be listed, but op does not tell whose they are", hasToken);
        }

        throw new UserErrorException(
            ExitCode.Failed,
            "vaults can be listed, but op does not tell whose they are: neither whoami nor account get names an account id",
            "run op whoami --format json yourself and report what it prints");
    }

    private static async Task<AccountFacts?> TryAsync(Func<CancellationToken, Task<AccountFacts>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken);
        }
        catch (OpCallException e) when (e.Failure.Kind != OpFailureKind.RateLimited)
        {
            return null;
        }
        catch (OpCallException e)
        {
            throw ConnectionError.From(e, "op does not tell whose vaults these are", hasToken: true);
        }
    }

    private static string Said(OpCallException e) => e.Words.Length > 0 ? $"it said \"{e.Words}\"" : e.Failure.Reason;
}
