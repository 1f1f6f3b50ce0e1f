using System.Collections;
using SpareKey.Core.Errors;

namespace SpareKey.OnePasswordCli.Connecting;

/// <summary>
/// The environment a child `op` gets: ours, with every OP_ variable removed that is not known to be wanted. OP_FORMAT,
/// OP_INCLUDE_ARCHIVE, OP_CACHE or OP_DEBUG would change what it prints, OP_CONNECT_* would send it to another server,
/// and a later version may know more of the kind.
/// </summary>
internal sealed class ChildEnvironment
{
    private const string TokenName = "OP_SERVICE_ACCOUNT_TOKEN";

    private readonly Dictionary<string, string> _variables = new(NameComparer);

    /// <exception cref="UserErrorException">Both a token and an account are given.</exception>
    public ChildEnvironment(IReadOnlyDictionary<string, string> own, ServiceAccountToken? token, string? account)
    {
        if (token is not null && account is not null)
        {
            throw new UserErrorException(
                ExitCode.Usage,
                "both an account and a service account token are given, and op would ignore the account without a word",
                "leave the account out: the token names it");
        }

        foreach ((string name, string value) in own)
        {
            if (!name.StartsWith("OP_", NameComparison) || IsKept(name, token is not null))
                _variables[name] = value;
        }

        if (token is not null)
            _variables[TokenName] = token.DangerousReveal();
        if (account is not null)
            _variables["OP_ACCOUNT"] = account;
        HadConnect = own.Keys.Any(static name => name.Equals("OP_CONNECT_HOST", NameComparison) || name.Equals("OP_CONNECT_TOKEN", NameComparison));
    }

    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>True when the settings of a Connect server were there, which overrule a token if they are left in place.</summary>
    public bool HadConnect { get; }

    private static StringComparison NameComparison =>
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static StringComparer NameComparer => StringComparer.FromComparison(NameComparison);

    public static Dictionary<string, string> Own()
    {
        Dictionary<string, string> own = new(NameComparer);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            own[(string)variable.Key] = (string?)variable.Value ?? "";
        return own;
    }

    // With a token the rest is left out: `op` ignores OP_ACCOUNT then, and a session of somebody else has no business in it.
    private static bool IsKept(string name, bool withToken) =>
        name.Equals("OP_CONFIG_DIR", NameComparison)
        || (!withToken && (name.Equals("OP_ACCOUNT", NameComparison)
            || name.Equals("OP_BIOMETRIC_UNLOCK_ENABLED", NameComparison)
            || name.StartsWith("OP_SESSION_", NameComparison)));
}
