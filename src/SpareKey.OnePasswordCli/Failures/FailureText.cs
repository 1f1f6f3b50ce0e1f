namespace SpareKey.OnePasswordCli.Failures;

/// <summary>
/// Tells failures of `op` apart by what it wrote to stderr. Never by the exit code: 1 stands for everything on the client's
/// side, 4 for most answers of the server, 2 for a panic, and before 2.32.1 even 0 for some server errors.
/// </summary>
/// <remarks>
/// Evidence for each text: recordings of op 2.4 to 2.30 (not found, ambiguous, not signed in, 404, 400, deleted service
/// account, corrupt token), reports against later versions for the rest. The order matters: "(429)" also arrives inside
/// "error initializing client", and a refused connection does too.
/// </remarks>
internal static class FailureText
{
    private const string Prefix = "[ERROR]";

    private static readonly string[] RateLimit = ["(429)", "too many requests", "rate-limited"];
    private static readonly string[] Network =
    [
        "dial tcp", "no such host", "i/o timeout", "connection refused", "connection reset", "network is unreachable",
        "handshake timeout", "context deadline exceeded", "lostconnection", "broken pipe",
        "(500)", "(502)", "(503)", "(504)", "internal server error",
    ];
    private static readonly string[] SignIn =
    [
        "signed in", "sign in", "signin", "not authenticated", "initializing client", "authorization", "(401)",
        "no account found for filter", "no accounts configured", "connecting to desktop app", "cannot connect to 1password app",
        // 2.18 panics on a truncated service-account token: the function that fell over names itself.
        "infofromsatoken", "decodesacredentials",
    ];
    private static readonly string[] Permission = ["(101)", "(403)", "do not have permission", "aren't authorized", "couldn't update"];
    private static readonly string[] Absence = ["isn't a", "(404)", "could not find", "does not have a field", "deleted or archived"];
    private static readonly string[] Conflict = ["(409)", "conflict"];
    private static readonly string[] Refusal =
    [
        "unable to process line", "(400)", "invalid argument", "unknown flag", "unknown command", "vault query must be provided",
        "provide the item category", "at the same time", "cannot prompt for confirmation", "minimum size", "secret reference",
    ];

    public static OpFailureKind KindOf(string errors)
    {
        string text = MessageIn(errors);
        // A line that begins with a quote is about a name, and a name may hold any words ("Too many requests" is a fine vault name).
        if (text.StartsWith('"') && text.Contains("\" isn't a", StringComparison.Ordinal))
            return OpFailureKind.NotFound;
        if (text.StartsWith("More than one ", StringComparison.Ordinal) || text.StartsWith("multiple accounts", StringComparison.Ordinal))
            return OpFailureKind.Ambiguous;
        return KindByWords(text);
    }

    /// <summary>True when stderr holds an error line, whatever the exit code says.</summary>
    public static bool HasError(string errors) =>
        errors.StartsWith(Prefix, StringComparison.Ordinal) || errors.Contains("\n" + Prefix, StringComparison.Ordinal);

    /// <summary>What `op` says: the error without its time stamp, or all of stderr where no line is marked as an error.</summary>
    public static string MessageIn(string errors)
    {
        int at = errors.StartsWith(Prefix, StringComparison.Ordinal) ? 0 : errors.IndexOf("\n" + Prefix, StringComparison.Ordinal) + 1;
        if (!errors.AsSpan(at).StartsWith(Prefix, StringComparison.Ordinal))
            return errors.Trim();
        ReadOnlySpan<char> message = errors.AsSpan(at + Prefix.Length).Trim();
        // "2024/11/16 20:40:06 ", in local time.
        if (message.Length > 20 && message[4] == '/' && message[7] == '/' && message[13] == ':' && message[16] == ':')
            message = message[20..];
        return message.ToString();
    }

    private static OpFailureKind KindByWords(string text) =>
        Has(text, RateLimit) ? OpFailureKind.RateLimited
        : Has(text, ["initializing client", "connecting to desktop app"]) && Has(text, Network) ? OpFailureKind.Transient
        : Has(text, SignIn) ? OpFailureKind.NotSignedIn
        : Has(text, Permission) ? OpFailureKind.NotPermitted
        : Has(text, Absence) ? OpFailureKind.NotFound
        : Has(text, Conflict) ? OpFailureKind.Conflict
        : Has(text, Network) ? OpFailureKind.Transient
        : Has(text, Refusal) ? OpFailureKind.Validation
        : OpFailureKind.Unknown;

    private static bool Has(string text, ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
