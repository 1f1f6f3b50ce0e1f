namespace SpareKey.OpSimulator.Faults;

/// <param name="Parameters">`name:kind`, kind n = whole number, s = text, b = true or false.</param>
internal sealed record FaultSpec(string Name, string[] Parameters, string Text);

internal static class FaultCatalogue
{
    private static readonly string[] ErrorParameters = ["exit:n", "after:b"];

    /// <summary>Every switch. `op simulator faults` prints this list; a name that is not here is refused, so that a typo cannot make a test pass.</summary>
    public static readonly FaultSpec[] All =
    [
        Error("rate-limit-token", "429: the token's requests of this hour are used up", "minutes:n"),
        Error("rate-limit-account", "429: the account's requests of this day are used up", "hours:n", "minutes:n"),
        Error("rate-limit-client", "the client (not the token) is rate limited"),
        Error("conflict", "409: another write to the same vault came first"),
        Error("server-error", "500 from the server"),
        Error("bad-request", "400 from the server"),
        Error("status-not-found", "404 from the server"),
        Error("forbidden", "403 from the server"),
        Error("no-permission", "(101): the token may not do this"),
        Error("update-refused", "the vague refusal of an edit"),
        Error("not-signed-in", "no session"),
        Error("token-deleted", "the service account was deleted; whoami keeps answering unless it is matched too"),
        Error("token-corrupt", "Go panic, exit 2"),
        Error("bad-token", "the token cannot be decoded"),
        Error("token-not-authenticated", "token set but not authenticated yet"),
        Error("authorization-timeout", "nobody answered the desktop app's prompt; parallel_only: only while another call runs, each call lasting window_ms", "parallel_only:b", "window_ms:n"),
        Error("authorization-dismissed", "the desktop app's prompt was dismissed"),
        Error("desktop-app-absent", "the desktop app does not run"),
        Error("desktop-app-lost", "the connection to the desktop app broke"),
        Error("network-refused", "connection refused"),
        Error("network-no-such-host", "the name does not resolve"),
        Error("network-timeout", "i/o timeout"),
        Error("vault-not-found", "the vault is said not to exist"),
        Error("item-not-found", "the item is said not to exist"),
        Error("error", "any text", "text:s"),
        new("exit", ["code:n"], "the command runs, then exits with this code"),
        new("exit-zero", [], "exit 0 whatever happened (before 2.32.1)"),
        new("empty-output", [], "nothing on stdout"),
        new("half-output", ["bytes:n"], "stdout stops after this many bytes, or half way"),
        new("doubled-output", [], "stdout twice, glued together"),
        new("invalid-utf8", [], "a byte that is not UTF-8 inside the first text value"),
        new("text-before-output", ["text:s"], "a line before the output on stdout"),
        new("byte-order-mark", [], "a BOM before the output"),
        new("flood-stdout", ["bytes:n"], "this many bytes of spaces on stdout (default 200 MB) before the output"),
        new("flood-stderr", ["bytes:n"], "this many bytes of lines on stderr (default 8 MB)"),
        new("stderr-noise", ["text:s"], "a line on stderr of a call that succeeds"),
        new("duplicate-keys", [], "the first key of a printed object appears twice, differing only by case"),
        new("unknown-version", ["version:s"], "--version prints this"),
        new("extra-newline", [], "one more line feed at the end"),
        new("corrupt-binary-to-file", [], "when stdout is a regular file, bytes that are not UTF-8 become U+FFFD"),
        new("no-path-echo", [], "--out-file does not print the path"),
        new("wrong-item", ["index:n", "id:s"], "another item of the same vault in place of the one at this index (from 0) of a batch, or of a single get"),
        new("foreign-item", ["index:n"], "an item of another vault in place of the one at this index of a batch"),
        new("missing-item", ["index:n"], "the item at this index of a batch is left out, exit 0"),
        new("file-shorter", ["bytes:n"], "a file's content ends this many bytes early (default 1)"),
        new("file-longer", ["bytes:n"], "a file's content is this many bytes longer (default 1)"),
        new("file-bit-flip", ["offset:n"], "one bit of a file's content is wrong"),
        new("delay", ["milliseconds:n"], "wait before doing anything"),
        new("slow-output", ["bytes:n", "milliseconds:n"], "stdout in portions of so many bytes with a pause after each"),
        new("hang-before-output", ["seconds:n"], "hang before the first byte"),
        new("hang-after-output", ["seconds:n"], "hang with all output written"),
        new("hang-on-stdin", ["seconds:n"], "hang without ever reading stdin"),
        new("ignore-sigterm", ["seconds:n"], "hang before output and survive SIGTERM"),
        new("grandchild", ["seconds:n"], "leave a process behind that holds stdout and stderr open"),
        new("crash", ["signal:n", "bytes:n"], "die by this signal (default 9) after so many bytes, or half way"),
        new("hide-vault", ["vault:s"], "the vault (by id or name) is as if it were not there"),
        new("hide-item", ["item:s"], "the item (by id) is as if it were not there, also in lists"),
        new("refuse-listing", ["vault:s"], "403 when the items of this vault are listed"),
        new("edit-item", ["vault:s", "item:s"], "after this call, somebody edits the item"),
        new("delete-item", ["vault:s", "item:s"], "after this call, somebody deletes the item"),
        new("archive-item", ["vault:s", "item:s"], "after this call, somebody archives the item"),
        new("add-item", ["vault:s", "title:s"], "after this call, somebody adds a login"),
        new("stale-cache", [], "item get answers with the item as it was before its last change, unless --cache=false"),
        new("lost-write", [], "a write reports success and changes nothing"),
        new("drop-fields", [], "item create stores the item without its custom fields and reports what was sent"),
        new("empty-pipe-is-input", [], "an empty, closed pipe counts as template for item create and edit: invalid JSON"),
    ];

    public static FaultSpec? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    private static FaultSpec Error(string name, string text, params string[] parameters) => new(name, [.. parameters, .. ErrorParameters], text);
}
