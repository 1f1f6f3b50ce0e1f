namespace SpareKey.OpSimulator;

/// <summary>The error texts of `op`. Each is a recording or a quoted report unless docs/manual/simulator.md lists it as inferred.</summary>
internal static class Texts
{
    public const string NotSignedIn = "You are not currently signed in. Please run `op signin --help` for instructions";
    public const string WhoamiNotSignedIn = "account is not signed in";
    public const string NoAccounts = "No accounts configured for use with 1Password CLI.";
    public const string SeveralAccounts = "multiple accounts found. Use the `--account` flag or set the OP_ACCOUNT environment variable to select an account.";
    public const string SigninIsForTheShell = "Output of 'op signin' is meant to be executed by your terminal.";
    public const string NotYetAuthenticated = "service account token set, but not authenticated yet";
    public const string ServiceAccountDeleted =
        "error initializing client: Authentication: (failed to auth.LookupAuth), Network: (failed to request.DoUnencrypted), "
        + "Server: (403) (Forbidden (Service Account Deleted)), The Service Account used in this integration has been deleted.";
    public const string BadToken = "error initializing client: failed to DecodeSACredentials: unexpected end of JSON input";
    public const string NeedsVault =
        "a vault query must be provided when this command is called by a service account. Please specify one either through the --vault flag or through piped input";
    public const string NoPermission = "(101) You do not have permission to perform this action";
    public const string UpdateRefused = "Couldn't update the item.";
    public const string Forbidden = "(403) Forbidden: You aren't authorized to access this resource.";
    public const string NotFound = "(404) Not Found: The requested resource was not found.";
    public const string BadRequest = "(400) Bad Request: The structure of request was invalid.";
    public const string Conflict = "(409) Conflict: The request conflicts with the current state of the resource.";
    public const string ServerError = "(500) Internal Server Error: Server experienced a fatal error.";
    public const string ClientRateLimited = "Too many requests. Your client has been rate-limited.";
    public const string AuthorizationTimeout = "authorization timeout";
    public const string AuthorizationDismissed = "authorization prompt dismissed, please try again";
    public const string DesktopAbsent = "connecting to desktop app: cannot connect to 1Password app, make sure it is running";
    public const string DesktopLost = "connecting to desktop app: read: connection reset, make sure 1Password is running";
    public const string CannotPrompt = "cannot prompt for confirmation. Use the '-f' or '--force' flag to skip confirmation.";
    public const string NoCategory = "provide the item category with '--category' flag";
    public const string CategoryTwice =
        "cannot provide the item category with both the JSON template and the `--category` flag - only specify the category in one location";
    public const string InvalidPipedJson = "invalid JSON in piped input";
    public const string NothingToEdit = "could not find item to edit";
    public const string UpdatedAtMissing = "Item updatedAt must be > 1970-01-01";
    public const string EmailTooShort = "email length is too small. Minimum size is 6 characters";

    public static string NoItem(string spec) => $"\"{spec}\" isn't an item. Specify the item with its UUID, name, or domain.";

    public static string NoItemIn(string spec, string vault) => $"\"{spec}\" isn't an item in the \"{vault}\" vault. Specify the item with its UUID, name, or domain.";

    public static string NoVault(string spec) => $"\"{spec}\" isn't a vault in this account. Specify the vault with its ID or name.";

    public static string NoUser(string spec) => $"\"{spec}\" isn't a user in this account. Specify the user with their UUID, email address, or name.";

    public static string NoGroup(string spec) => $"\"{spec}\" isn't a group in this account. Specify the group with its UUID or name.";

    public static string NoAccount(string filter) => $"no account found for filter {filter}";

    public static string Line(int line, string problem) => $"unable to process line {line}: {problem}";

    public static string Invalid(string problem) =>
        $"Validation: (validateVaultItem failed to Validate), Couldn't validate the item: \"[ItemValidator] has found 1 errors, 0 warnings: \nErrors:{{1. {problem}}}\"";

    public static string CategoryChanged(string template, string item) =>
        $"failed to edit due to identity inconsistencies: for Category {template} found in the template was inconsistent with {item} found in item to be edited";

    public static string TemplateAndStdin(string verb) => $"cannot {verb} an item from template and stdin at the same time";

    public static string TokenRateLimit(string wait) =>
        $"(429) Too Many Requests: You've reached the maximum number of this type of requests this service account is allowed to make. Please retry in {wait} or try other requests.";

    public static string AccountRateLimit(string wait) =>
        $"(429) Too Many Requests: You've reached the maximum number of this type of requests this 1Password account is allowed to make. Please retry in {wait} or try other requests.";

    public static string ArchivedByReference(string item, string vault) => $"could not find item {item} in vault {vault}, because it has been deleted or archived.";

    public static string NoSecret(string reference, string why) => $"could not read secret '{reference}': {why}";

    public static string ServerErrorByReference(string reference) => NoSecret(
        reference,
        $"could not get item {string.Join('/', reference.Replace("op://", "", StringComparison.Ordinal).Split('/').Take(2))}: Server: (500) (Internal Server Error), Server experienced a fatal error.");

    public static string NoFieldIn(string vault, string item, string field) => $"item '{vault}/{item}' does not have a field '{field}'";

    public static string NoFieldOf(string field, string item) => $"\"{field}\" isn't a field in the \"{item}\" item";

    public static string Unreachable(string host, string why) => $"error initializing client: Post \"https://{host}/api/v3/auth/start\": dial tcp {why}";
}
