using SpareKey.TestKit.Campaigns;
using static SpareKey.Campaigns.OpFaults.Expectation;
using static SpareKey.Campaigns.OpFaults.Fault;

namespace SpareKey.Campaigns.OpFaults;

/// <summary>
/// The table. The account has 2 vaults (Load 1, Load 2), 8 items (2 archived), 3 files: 1 attachment and 2 documents, one of them archived.
/// A run without faults asks: version, vault list, whoami, vault get ×2, item list ×2, item get (all in one batch), read, document get ×2, vault get ×2.
/// Three expectations per line: backup, backup --dry-run, doctor.
/// </summary>
internal static class FaultTable
{
    private const string SignIn = "vault list";
    private const string AnyButVersion = "(?!version).*";

    private const string NetworkHint = "check the network";

    public static IReadOnlyList<FaultRow> Rows { get; } = [.. Slow, .. AtSignIn, .. Identity, .. Versions, .. Output, .. Items, .. Files, .. Lists, .. Moving, .. Processes, .. Writes, .. Sweeps];

    // First of all what waits: while these lines wait, the others run.
    private static FaultRow[] Slow =>
    [
        Same("the client is throttled once", [On(SignIn, "rate-limit-client").Once()], Fine),
        Same("op hangs before it lists vaults", [On(SignIn, "hang-before-output", "seconds", 40)], Fails(1, "gave no answer within 8 seconds")) with { Timeout = 8 },
        new("op hangs before an attachment", [On("read", "hang-before-output", "seconds", 40)], Lacks("1 file", "gave no answer within 8 seconds"), Fine, Fine) { Timeout = 8 },
        new("op hangs after an attachment", [On("read", "hang-after-output", "seconds", 40)], Lacks("1 file", "gave no answer within 8 seconds"), Fine, Fine) { Timeout = 8 },
        new("op hangs once before the items", [On("item get", "hang-before-output", "seconds", 40).Once()], Fine, Fine, Fine) { Timeout = 8 },
        new("op hangs once after the items", [On("item get", "hang-after-output", "seconds", 40).Once()], Fine, Fine, Fine) { Timeout = 8 },
        new("op never reads its stdin, once", [On("item get", "hang-on-stdin", "seconds", 40).Once()], Fine, Fine, Fine) { Timeout = 8 },
        Same("op hangs and ignores SIGTERM, once", [On(SignIn, "ignore-sigterm", "seconds", 40).Once()], Fine) with { Timeout = 8 },
        new("op hangs and ignores SIGTERM at a file", [On("document get", "ignore-sigterm", "seconds", 60)], Lacks("2 files", "gave no answer within 8 seconds"), Fine, Fine) { Timeout = 8 },
        Same("connection refused", [On(SignIn, "network-refused")], Fails(1, NetworkHint)),
        Same("host name does not resolve", [On(SignIn, "network-no-such-host")], Fails(1, NetworkHint)),
        Same("network times out", [On(SignIn, "network-timeout")], Fails(1, NetworkHint)),
        Same("server error 500", [On(SignIn, "server-error")], Fails(1, NetworkHint)),
        Same("conflict 409 for ever", [On(SignIn, "conflict")], Fails(1, "(409)")),
        Same("the desktop app goes away", [On(SignIn, "desktop-app-lost")], Fails(1, NetworkHint)),
        new("server error at every attachment", [On("read", "server-error")], Lacks("1 file", "network or server failure"), Fine, Fine),
        new("the network is gone after the lists", [On("item get", "network-refused")], Lacks("8 items", "network or server failure"), Fine, Fine),
    ];

    private static FaultRow[] AtSignIn =>
    [
        Same("the token's quota is used up", [On(SignIn, "rate-limit-token")], Fails(1, "quota used up; retry in 58 minutes")),
        Same("the account's quota is used up", [On(SignIn, "rate-limit-account")], Fails(1, "quota used up; retry in 23 hours and 59 minutes")),
        Same("bad request 400", [On(SignIn, "bad-request")], Fails(1, "vaults cannot be listed")),
        Same("404 for the account", [On(SignIn, "status-not-found")], Fails(4, "vaults cannot be listed")),
        Same("403 for the account", [On(SignIn, "forbidden")], Fails(4, "vaults cannot be listed")),
        Same("no permission (101)", [On(SignIn, "no-permission")], Fails(4, "do not have permission")),
        Same("the vague refusal", [On(SignIn, "update-refused")], Fails(4, "vaults cannot be listed")),
        Same("not signed in", [On(SignIn, "not-signed-in")], Fails(4, "not currently signed in")),
        Same("the service account was deleted, whoami goes on", [On(SignIn, "token-deleted")], Fails(4, "Service Account Deleted")),
        Same("a cut token: op panics", [On(SignIn, "token-corrupt")], Fails(4, "check that the service account still exists")),
        Same("a bad token", [On(SignIn, "bad-token")], Fails(4, "DecodeSACredentials")),
        Same("token set, not authenticated", [On(SignIn, "token-not-authenticated")], Fails(4, "not authenticated yet")),
        Same("nobody answers the desktop app's prompt", [On(SignIn, "authorization-timeout")], Fails(4, "authorization timeout")),
        Same("somebody dismisses the prompt", [On(SignIn, "authorization-dismissed")], Fails(4, "dismissed")),
        Same("the desktop app does not run", [On(SignIn, "desktop-app-absent")], Fails(4, "make sure it is running")),
        Same("the desktop app fails every parallel call", [On(AnyButVersion, "authorization-timeout", "parallel_only", true, "window_ms", 200)], Fine) with { Interactive = true },
        Same("words nobody knows", [On(SignIn, "error", "text", "the moon is in the wrong house")], Fails(1, "the moon is in the wrong house")),
        Same("words nobody knows, with terminal tricks", [On(SignIn, "error", "text", "\u001b[2J\u202ehello")], Fails(1, "hello")),
        Same("an exit code nobody knows", [On(SignIn, "exit", "code", 77)], Fails(1, "exit code 77")),
        Same("vaults are said not to exist", [On(SignIn, "vault-not-found")], Fails(4, "vaults cannot be listed")),
        Same("server error with exit 0 (before 2.32.1)", [On(SignIn, "error", "text", "(500) Internal Server Error"), On(SignIn, "exit-zero")], Fails(1, NetworkHint)),
        Same("unknown error with exit 0", [On(SignIn, "error", "text", "something else"), On(SignIn, "exit-zero")], Fails(1, "something else")),
        Same("vaults printed, then an error, exit 0", [On(SignIn, "error", "text", "something else", "after", true), On(SignIn, "exit-zero")], Fails(1, "something else")),
        Same("no vault at all", [On(AnyButVersion, "hide-vault", "vault", "Load 1"), On(AnyButVersion, "hide-vault", "vault", "Load 2")], Fails(4, "no vault at all")),
    ];

    private static FaultRow[] Identity =>
    [
        Same("whoami fails, account get answers", [On("whoami", "token-not-authenticated")], Fine),
        Same("whoami prints nothing", [On("whoami", "empty-output")], Fine),
        Same("whoami prints half", [On("whoami", "half-output")], Fine),
        Same("whoami prints a key twice", [On("whoami", "duplicate-keys")], Fine),
        Same("neither whoami nor account get answers", [On("whoami|account get", "empty-output")], Fails(1, "does not tell whose they are")),
        Same("the quota ends at whoami", [On("whoami", "rate-limit-token")], Fails(1, "quota used up")),
    ];

    private static FaultRow[] Versions =>
    [
        Same("a version from the future", [On("version", "unknown-version", "version", "3.1.0")], FineButSays("newer than the versions this program knows")),
        Same("a version that exits with 0 on errors", [On("version", "unknown-version", "version", "2.30.3")], FineButSays("can exit with 0 after a server error")),
        Same("a version too old", [On("version", "unknown-version", "version", "1.12.4")], Fails(1, "too old")),
        Same("a version nobody knows", [On("version", "unknown-version", "version", "banana")], Fails(1, "which is none")),
        Same("no version at all", [On("version", "empty-output")], Fails(1, "printed nothing")),
        Same("op is killed while it tells its version", [On("version", "crash")], Fails(1, "does not tell its version")),
    ];

    // What reaches stdout at the sign-in check, where nothing can be captured without it.
    private static FaultRow[] Output =>
    [
        Same("vault list: nothing, exit 0", [On(SignIn, "empty-output")], Fails(1, "printed nothing")),
        Same("vault list: half", [On(SignIn, "half-output")], Fails(1, "no list of vaults")),
        Same("vault list: twice, glued", [On(SignIn, "doubled-output")], Fails(1, "no list of vaults")),
        Same("vault list: half once", [On(SignIn, "half-output").Once()], Fine),
        Same("vault list: bytes that are no UTF-8", [On(SignIn, "invalid-utf8")], Fails(1, "no list of vaults")),
        Same("vault list: a line of text before it", [On(SignIn, "text-before-output")], Fails(1, "no list of vaults")),
        Same("vault list: a byte order mark", [On(SignIn, "byte-order-mark")], Fails(1, "no list of vaults")),
        Same("vault list: 300 MB", [On(SignIn, "flood-stdout", "bytes", 300_000_000)], Fails(1, "op printed more than")),
        Same("vault list: killed half way", [On(SignIn, "crash")], Fails(1, "exit code 137")),
        Same("vault list: one line feed more", [On(SignIn, "extra-newline")], Fine),
        Same("noise on stderr of every call", [On(".*", "stderr-noise")], Fine),
        Same("8 MB on stderr of every call", [On(".*", "flood-stderr")], Fine),
        Same("every call slow", [On(".*", "delay", "milliseconds", 100)], Fine),
    ];

    private static FaultRow[] Items =>
    [
        new("items: nothing, exit 0", [On("item get", "empty-output")], Lacks("8 items", "printed nothing"), Fine, Fine),
        new("items: half of the output, always", [On("item get", "half-output")], Lacks(Some, "no item, or not all of one"), Fine, Fine),
        new("items: half an object, always", [On("item get", "half-output", "bytes", 60)], Lacks("8 items", "no item, or not all of one"), Fine, Fine),
        new("items: half of the batch, once", [On("item get", "half-output").Once()], Fine, Fine, Fine),
        new("items: each twice, always", [On("item get", "doubled-output")], Lacks("8 items", "left items out"), Fine, Fine),
        new("items: each twice, once", [On("item get", "doubled-output").Once()], Fine, Fine, Fine),
        new("items: bytes that are no UTF-8", [On("item get", "invalid-utf8")], Lacks("1 item", "no item, or not all of one"), Fine, Fine),
        new("items: a line of text before them", [On("item get", "text-before-output")], Lacks("8 items", "no item, or not all of one"), Fine, Fine),
        new("items: a byte order mark", [On("item get", "byte-order-mark")], Lacks("8 items", "no item, or not all of one"), Fine, Fine),
        new("items: a key twice, differing by case", [On("item get", "duplicate-keys")], Fine, Fine, Fine) { ExtraKey = "\"ID\": " },
        new("items: one line feed more", [On("item get", "extra-newline")], Fine, Fine, Fine),
        new("items: slowly, in pieces of 7 bytes", [On("item get", "slow-output", "bytes", 700, "milliseconds", 5)], Fine, Fine, Fine),
        new("items: 200 MB of blanks first", [On("item get", "flood-stdout", "bytes", 200_000_000).Once()], Fine, Fine, Fine),
        new("items: the wrong one in the batch, always", [On("item get", "wrong-item", "index", 1)], Fine, Fine, Fine),
        new("items: the wrong one also alone", [On("item get", "wrong-item", "index", 0)], Lacks(Some, "left items out"), Fine, Fine),
        new("items: one of another vault in the batch", [On("item get", "foreign-item", "index", 2)], Fine, Fine, Fine),
        new("items: one of another vault also alone", [On("item get", "foreign-item", "index", 0)], Lacks(Some, "left items out"), Fine, Fine),
        new("items: one left out of the batch, exit 0", [On("item get", "missing-item", "index", 3)], Fine, Fine, Fine),
        new("items: said not to exist", [On("item get", "item-not-found")], Lacks("8 items", "not found"), Fine, Fine),
        new("items: killed half way, once", [On("item get", "crash").Once()], Fine, Fine, Fine),
        new("items: killed before the first byte, always", [On("item get", "crash", "bytes", 0)], Lacks("8 items", "exit code 137"), Fine, Fine),
        new("items: printed, then an error, exit 0", [On("item get", "error", "text", "something else", "after", true), On("item get", "exit-zero")], Lacks("8 items", "reported an error"), Fine, Fine),
        new("items: printed, then an exit code nobody knows", [On("item get", "exit", "code", 77).Once()], Fine, Fine, Fine),
        new("items: conflict 409 once", [On("item get", "conflict").Once()], Fine, Fine, Fine),
        new("items: quota used up", [On("item get", "rate-limit-account")], Lacks("8 items", "quota used up"), Fine, Fine),
        new("items: from a stale cache after an edit", [On("item list", "edit-item", "vault", "Load 1").InVault("Load 1").Once(), On("item get", "stale-cache")], Fine, Fine, Fine),
    ];

    private static FaultRow[] Files =>
    [
        new("files: nothing, exit 0", [On("read|document get", "empty-output")], Lacks("3 files", "announced"), Fine, Fine),
        new("files: one byte short", [On("read|document get", "file-shorter")], Lacks("3 files", "announced"), Fine, Fine),
        new("files: one byte long", [On("read|document get", "file-longer")], Lacks("3 files", "announced"), Fine, Fine),
        new("files: one byte short, once", [On("read", "file-shorter").Once()], Fine, Fine, Fine),
        new("files: half, exit 0", [On("document get", "half-output")], Lacks("2 files", "announced"), Fine, Fine),
        new("files: twice, glued", [On("read", "doubled-output")], Lacks("1 file", "announced"), Fine, Fine),
        new("files: one line feed more", [On("read", "extra-newline")], Lacks("1 file", "announced"), Fine, Fine),
        new("files: 200 MB of blanks first", [On("read", "flood-stdout")], Lacks("1 file", "announced"), Fine, Fine),
        new("files: killed half way", [On("document get", "crash")], Lacks("2 files", "exit code 137"), Fine, Fine),
        new("files: whole, then an error, exit 0", [On("read", "error", "text", "something else", "after", false), On("read", "exit-zero")], Lacks("1 file", "reported an error"), Fine, Fine),
        new("files: whole, then an exit code nobody knows", [On("read", "exit", "code", 77)], Lacks("1 file", "exit code 77"), Fine, Fine),
        new("files: not permitted", [On("document get", "forbidden")], Lacks("2 files", "not permitted"), Fine, Fine),
        new("files: broken when stdout is a file", [On("read|document get", "corrupt-binary-to-file")], Fine, Fine, Fine),
        new("files: no path echoed", [On("read|document get", "no-path-echo")], Fine, Fine, Fine),
        // Nothing in `op` tells what a file's bytes should be: this is what nobody can see, and the table says so.
        new("files: one bit wrong in what op delivers", [On("read|document get", "file-bit-flip", "offset", 5)], Fine, Fine, Fine) { TruthIsWhatOpPrints = true },
    ];

    private static FaultRow[] Lists =>
    [
        new("one vault is said not to exist", [On("vault get", "vault-not-found").InVault("Load 2")], Lacks("1 vault", "not found, or not permitted"), Fine, Fine),
        new("vault get: nothing, exit 0", [On("vault get", "empty-output").InVault("Load 2")], Lacks("1 vault", "printed nothing"), Fine, Fine),
        new("vault get: half", [On("vault get", "half-output")], Lacks("2 vaults", "another vault than the one asked for, or none"), Fine, Fine),
        new("item list: nothing, exit 0", [On("item list", "empty-output").InVault("Load 1")], Lacks("1 vault", "printed nothing"), Lacks("1 vault", "printed nothing"), Fine),
        new("item list: half", [On("item list", "half-output")], Lacks("2 vaults", "no list of items"), Lacks("2 vaults", "no list of items"), Fine),
        new("item list: refused", [On("item list", "refuse-listing", "vault", "Load 1")], Lacks("1 vault", "not permitted"), Lacks("1 vault", "not permitted"), Fine),
        Same("a vault is not shown any more", [On(AnyButVersion, "hide-vault", "vault", "Load 2")], Fine) with
        {
            Backup = FineButSays("a vault that is no longer visible may still exist"),
            TruthIsWhatOpPrints = true,
        },
        new("the vault list shrinks between two calls", [On("vault get|item list|item get|read|document get", "hide-vault", "vault", "Load 2")], Lacks("1 vault", "not found, or not permitted"), Lacks("1 vault", "not found, or not permitted"), Fine),
        new("an item is in no list", [On(AnyButVersion, "hide-item", "item", "canary2aaaaaaaaaaaaaaaaaa2")], Lacks("1 vault", "1Password counts"), Fine, Fine),
    ];

    private static FaultRow[] Moving =>
    [
        new("an item is edited between list and get", [On("item list", "edit-item", "vault", "Load 1").InVault("Load 1").Once()], Fine, Fine, Fine),
        new("an item is edited after it was read", [On("item get", "edit-item", "vault", "Load 1").Once()], Fine, Fine, Fine),
        new("an item is deleted between list and get", [On("item list", "delete-item", "vault", "Load 1").InVault("Load 1").Once()], FineButSays("was deleted while the run went on"), Fine, Fine),
        new("an item is deleted after it was read", [On("item get", "delete-item", "vault", "Load 2").Once()], FineButSays("was deleted while the run went on"), Fine, Fine) { MayHoldMore = true },
        new("a document is archived between list and get", [On("item list", "archive-item", "item", "canary2aaaaaaaaaaaaaaaaaa2").InVault("Load 1").Once()], Fine, Fine, Fine),
        // `op` reaches no attachment of an archived item: exit 3, and the snapshot says which.
        new("a login with an attachment is archived between list and get", [On("item list", "archive-item", "vault", "Load 1").InVault("Load 1").Once()], new(3, "reaches no attachment of an archived item", Unreachable: 1), Fine, Fine),
        new("an item is added after the list", [On("item list", "add-item", "vault", "Load 2").InVault("Load 2").Once()], Fine, Fine, Fine),
        new("a vault never rests", [On("vault get", "edit-item", "vault", "Load 1")], FineButSays("what was captured last stands"), Fine, Fine) { MayBeOlder = true },
    ];

    private static FaultRow[] Processes =>
    [
        Same("a process is left that holds the pipes", [On("vault list|item get|read", "grandchild", "seconds", 8)], Fine) with { LeavesBehind = 12 },
    ];

    // A backup writes nothing into the account: what only a write can meet must leave it alone.
    private static FaultRow[] Writes =>
    [
        Same("writes are lost", [On(".*", "lost-write")], Fine),
        Same("writes lose fields", [On(".*", "drop-fields")], Fine),
        Same("an empty pipe counts as a template", [On(".*", "empty-pipe-is-input")], Fine),
    ];

    // 12 calls after the version: the first two sign in; the last two only look whether a vault moved, and their failure is a warning.
    private static IEnumerable<FaultRow> Sweeps =>
    [
        .. Enumerable.Range(1, 13).Select(k => new FaultRow($"the quota ends at call {k}", [On(AnyButVersion, "rate-limit-account").From(k)], QuotaAt(k), InventoryAt(k, "quota used up"), k <= 2 ? Fails(1, "quota used up") : Fine) { Jobs = 1 }),
        .. Enumerable.Range(1, 13).Where(k => CampaignLength.IsLong || k % 3 == 1).Select(k => new FaultRow($"op is killed from call {k} on", [On(AnyButVersion, "crash", "bytes", 0).From(k)], KilledAt(k), k == 2 ? Fails(1, "whose they are") : InventoryAt(k, "exit code 137"), k == 1 ? Fails(1, "vaults cannot be listed") : k == 2 ? Fails(1, "whose they are") : Fine) { Jobs = 1 }),
    ];

    private static Expectation QuotaAt(int call) => call switch
    {
        <= 2 => Fails(1, "quota used up"),
        <= 10 => Lacks(Some, "quota used up"),
        <= 12 => FineButSays("could not be checked for changes"),
        _ => Fine,
    };

    private static Expectation KilledAt(int call) => call switch
    {
        1 => Fails(1, "vaults cannot be listed"),
        2 => Fails(1, "whose they are"),
        <= 10 => Lacks(Some, "exit code 137"),
        <= 12 => FineButSays("could not be checked for changes"),
        _ => Fine,
    };

    private static Expectation InventoryAt(int call, string reason) => call switch
    {
        1 => Fails(1, reason),
        2 => Fails(1, reason),
        3 => Lacks("2 vaults", reason),
        4 => Lacks("1 vault", reason),
        _ => Fine,
    };

    private static FaultRow Same(string name, Fault[] faults, Expectation all) => new(name, faults, all, all, all);
}
