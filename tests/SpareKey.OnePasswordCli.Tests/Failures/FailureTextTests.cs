using SpareKey.OnePasswordCli.Failures;

namespace SpareKey.OnePasswordCli.Tests.Failures;

public sealed class FailureTextTests
{
    /// <summary>Texts recorded from op 2.4 to 2.30 or quoted in reports against later versions; short facts, kept verbatim.</summary>
    public static TheoryData<string, string> Texts => new()
    {
        { "RateLimited", "[ERROR] 2026/10/01 12:00:00 (429) Too Many Requests: You've reached the maximum number of this type of requests this service account is allowed to make. Please retry in 58 minutes or try other requests." },
        { "RateLimited", "[ERROR] 2026/10/01 12:00:00 (429) Too Many Requests: You've reached the maximum number of this type of requests this 1Password account is allowed to make. Please retry in 23 hours and 59 minutes or try other requests." },
        { "RateLimited", "[ERROR] 2026/10/01 12:00:00 Too many requests. Your client has been rate-limited." },
        { "RateLimited", "[ERROR] 2026/10/01 12:00:00 Too many requests. Please retry in  seconds" },
        { "RateLimited", "[ERROR] 2026/10/01 12:00:00 unable to process line 3: (429) Too Many Requests: You've reached the maximum number" },
        { "NotSignedIn", "[ERROR] 2022/06/05 16:14:06 You are not currently signed in. Please run `op signin --help` for instructions" },
        { "NotSignedIn", "[ERROR] 2023/03/10 20:47:00 account is not signed in" },
        { "NotSignedIn", "[ERROR] 2024/03/19 19:33:50 no account found for filter 5GHHPJK5HZC5BAT7WDUXW57G44" },
        { "NotSignedIn", "No accounts configured for use with 1Password CLI." },
        { "NotSignedIn", "[ERROR] 2023/08/29 12:30:21 service account token set, but not authenticated yet" },
        { "NotSignedIn", "[ERROR] 2023/05/22 21:21:36 error initializing client: Authentication: (failed to auth.LookupAuth), Network: (failed to request.DoUnencrypted), Server: (403) (Forbidden (Service Account Deleted)), The Service Account used in this integration has been deleted." },
        { "NotSignedIn", "panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation]\n\ngoroutine 1 [running]:\ngo.1password.io/op/core/sof.UserManagedServiceAccountInfoFromSAToken({0x1?, 0x2?})\n" },
        { "NotSignedIn", "[ERROR] 2026/10/01 12:00:00 error initializing client: failed to DecodeSACredentials: unexpected end of JSON input" },
        { "NotSignedIn", "[ERROR] 2026/10/01 12:00:00 authorization timeout" },
        { "NotSignedIn", "[ERROR] 2026/10/01 12:00:00 authorization prompt dismissed, please try again" },
        { "NotSignedIn", "[ERROR] 2026/10/01 12:00:00 connecting to desktop app: cannot connect to 1Password app, make sure it is running" },
        { "Transient", "[ERROR] 2026/10/01 12:00:00 connecting to desktop app: read: connection reset by peer" },
        { "Transient", "[ERROR] 2026/10/01 12:00:00 LostConnectionToApp" },
        { "Transient", "[ERROR] 2026/10/01 12:00:00 error initializing client: Network: dial tcp 10.0.0.1:443: connect: connection refused" },
        { "Transient", "[ERROR] 2026/10/01 12:00:00 error initializing client: dial tcp: lookup my.1password.com: no such host" },
        { "Transient", "[ERROR] 2026/10/01 12:00:00 could not read secret 'op://V/I/f': could not get item V/I: Server: (500) (Internal Server Error), Server experienced a fatal error." },
        { "NotPermitted", "[ERROR] 2026/10/01 12:00:00 (101) You do not have permission to perform this action" },
        { "NotPermitted", "[ERROR] 2026/10/01 12:00:00 (403) Forbidden: You aren't authorized to access this resource." },
        { "NotPermitted", "[ERROR] 2026/10/01 12:00:00 Couldn't update the item." },
        { "NotFound", "[ERROR] 2022/04/28 12:02:03 \"Invalid Item\" isn't an item. Specify the item with its UUID, name, or domain." },
        { "NotFound", "[ERROR] 2022/11/08 19:39:39 \"non-existent-item\" isn't an item in the \"Test Data\" vault. Specify the item with its UUID, name, or domain." },
        { "NotFound", "[ERROR] 2022/04/28 12:02:32 \"Invalid Vault\" isn't a vault in this account. Specify the vault with its ID or name." },
        { "NotFound", "[ERROR] 2022/04/26 17:55:45 \"No Such User\" isn't a user in this account. Specify the user with their UUID, email address, or name." },
        { "NotFound", "[ERROR] 2022/04/28 12:02:34 \"No Such group\" isn't a group in this account. Specify the group with its UUID or name." },
        { "NotFound", "[ERROR] 2023/12/12 13:19:34 (404) Not Found: The requested resource was not found." },
        { "NotFound", "[ERROR] 2026/10/01 12:00:00 could not find item MyItem in vault MyVault, because it has been deleted or archived." },
        { "NotFound", "[ERROR] 2026/10/01 12:00:00 could not read secret 'op://V/I/password': item 'V/I' does not have a field 'password'" },
        { "NotFound", "[ERROR] 2026/10/01 12:00:00 unable to process line 1: could not find item to edit" },
        // Names are anybody's text.
        { "NotFound", "[ERROR] 2026/10/01 12:00:00 \"x\" isn't an item in the \"Too many requests (429), sign in\" vault. Specify the item with its UUID, name, or domain." },
        { "Ambiguous", "[ERROR] 2023/03/10 21:14:03 More than one item matches \"Delete Me\". Try again and specify the item by its ID: \n\t* for the item \"Delete Me\" in vault Test Data: vwyt5in4gempt67i7d2mpao6c4\n" },
        { "Ambiguous", "[ERROR] 2026/10/01 12:00:00 multiple accounts found. Use the `--account` flag or set the OP_ACCOUNT environment variable to select an account." },
        { "Conflict", "[ERROR] 2026/10/01 12:00:00 (409) Conflict: data conflict" },
        { "Validation", "[ERROR] 2024/11/16 20:40:08 (400) Bad Request: The structure of request was invalid." },
        { "Validation", "[ERROR] 2024/11/16 20:40:06 email length is too small. Minimum size is 6 characters" },
        { "Validation", "[ERROR] 2024/11/16 20:40:08 invalid argument \"5q\" for \"--expires-in\" flag: time: unknown unit \"q\" in duration \"5q\"\nUsage:  op item share" },
        { "Validation", "[ERROR] 2026/10/01 12:00:00 a vault query must be provided when this command is called by a service account. Please specify one either through the --vault flag or through piped input" },
        { "Validation", "[ERROR] 2026/10/01 12:00:00 unable to process line 1: invalid JSON in piped input" },
        { "Validation", "[ERROR] 2026/10/01 12:00:00 unable to process line 1: cannot provide the item category with both the JSON template and the `--category` flag - only specify the category in one location" },
        { "Validation", "[ERROR] 2026/10/01 12:00:00 provide the item category with '--category' flag" },
        { "Validation", "[ERROR] 2026/10/01 12:00:00 cannot create an item from template and stdin at the same time" },
        { "Validation", "[ERROR] 2026/10/01 12:00:00 unable to process line 1: Validation: (validateVaultItem failed to Validate), Couldn't validate the item: \"[ItemValidator] has found 1 errors, 0 warnings: \nErrors:{1. Password item requires ps value}\"" },
        { "Validation", "[ERROR] 2026/10/01 12:00:00 unable to process line 1: failed to edit due to identity inconsistencies: for Category CUSTOM found in the template was inconsistent with CUSTOM found in item to be edited" },
        { "Validation", "[ERROR] 2026/10/01 12:00:00 cannot prompt for confirmation. Use the '-f' or '--force' flag to skip confirmation." },
        { "Unknown", "[ERROR] 2026/10/01 12:00:00 something that nobody has seen" },
        { "Unknown", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Each_known_text_has_its_meaning(string kind, string errors) =>
        Assert.Equal(Enum.Parse<OpFailureKind>(kind), FailureText.KindOf(errors));

    [Fact]
    public void A_notice_before_the_error_changes_nothing() =>
        Assert.Equal(
            OpFailureKind.NotSignedIn,
            FailureText.KindOf("Using configuration at non-standard location /sign (403)\n[ERROR] 2023/03/10 20:47:00 account is not signed in\n"));

    [Fact]
    public void The_message_is_what_follows_mark_and_time()
    {
        Assert.Equal("account is not signed in", FailureText.MessageIn("notice\n[ERROR] 2023/03/10 20:47:00 account is not signed in\n"));
        Assert.Equal("404 is a number", FailureText.MessageIn("[ERROR] 404 is a number"));
        Assert.Equal("only a notice", FailureText.MessageIn("only a notice\n"));
    }

    [Theory]
    [InlineData("[ERROR] x", true)]
    [InlineData("notice\n[ERROR] x", true)]
    [InlineData("notice about [ERROR]", false)]
    [InlineData("", false)]
    public void An_error_line_begins_with_its_mark(string errors, bool expected) => Assert.Equal(expected, FailureText.HasError(errors));

    [Theory]
    [InlineData("Please retry in 58 minutes or try other requests.", 58 * 60)]
    [InlineData("Please retry in 1 minute", 60)]
    [InlineData("Please retry in 23 hours and 59 minutes or try", ((23 * 60) + 59) * 60)]
    [InlineData("Please retry in 2 hours.", 7200)]
    [InlineData("Please retry in 30 seconds", 30)]
    [InlineData("Please retry in  seconds", null)]
    [InlineData("Your client has been rate-limited.", null)]
    [InlineData("Please retry in 99999999 minutes", null)]
    public void The_wait_is_read_from_the_text(string text, int? seconds) =>
        Assert.Equal(seconds is { } some ? TimeSpan.FromSeconds(some) : null, RetryWait.In(text));

    [Theory]
    [InlineData(30, "30 seconds")]
    [InlineData(60, "1 minute")]
    [InlineData(58 * 60, "58 minutes")]
    [InlineData(7200, "2 hours")]
    [InlineData(86340, "23 hours and 59 minutes")]
    public void The_wait_is_told_in_words(int seconds, string words) =>
        Assert.Equal(words, RetryWait.InWords(TimeSpan.FromSeconds(seconds)));
}
