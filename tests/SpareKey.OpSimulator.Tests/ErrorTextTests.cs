using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

/// <summary>Every recorded or quoted failure, word by word (the time apart).</summary>
public sealed class ErrorTextTests : IDisposable
{
    private readonly OpBench _bench = new();

    private void Fails(int exit, string text, params string[] argv) => FailsWith(null, exit, text, argv);

    private void FailsWith(string? stdin, int exit, string text, params string[] argv)
    {
        var result = _bench.RunWith(stdin, [.. argv, "--format", "json"]);
        Assert.Equal(text + "\n", result.ErrorText);
        Assert.Equal(exit, result.Exit);
        Assert.Empty(result.Bytes);
    }

    [Fact]
    [Covers("error/item-not-found.stderr.txt", "error/item-not-found-in-vault.stderr.txt", "error/item-ambiguous.stderr.txt")]
    public void Items_not_found_and_ambiguous()
    {
        _bench.SignIn();
        Fails(1, "\"Invalid Item\" isn't an item. Specify the item with its UUID, name, or domain.", "item", "get", "Invalid Item");
        Fails(1, "\"non-existent-item\" isn't an item in the \"Test Data\" vault. Specify the item with its UUID, name, or domain.", "item", "get", "non-existent-item", "--vault", "Test Data");
        _bench.Item(OpBench.VaultA, 1, "Delete Me");
        _bench.Item(OpBench.VaultA, 2, "Delete Me");
        Fails(1, "More than one item matches \"Delete Me\". Try again and specify the item by its ID: \n"
            + $"\t* for the item \"Delete Me\" in vault Test Data: {OpBench.Id(1)}\n\t* for the item \"Delete Me\" in vault Test Data: {OpBench.Id(2)}", "item", "get", "Delete Me", "--vault", "Test Data");
    }

    [Fact]
    [Covers("error/vault-not-found.item-list.stderr.txt", "error/vault-not-found.vault-get.stderr.txt", "error/service-account-vault-not-granted.stderr.txt")]
    public void A_vault_that_is_not_granted_is_a_vault_that_does_not_exist()
    {
        foreach (var vault in (string[])["Invalid Vault", "Local", OpBench.Ungranted, "Private", "Shared", OpBench.Shared])
        {
            var text = $"\"{vault}\" isn't a vault in this account. Specify the vault with its ID or name.";
            Fails(1, text, "item", "list", "--vault", vault);
            Fails(1, text, "vault", "get", vault);
            Fails(1, text, "item", "get", "Example Login 1", "--vault", vault);
        }
    }

    [Fact]
    [Covers("error/user-not-found.stderr.txt", "error/group-not-found.stderr.txt", "error/http-404.exit4.stderr.txt")]
    public void People_and_groups_not_found()
    {
        Fails(1, "\"No Such User\" isn't a user in this account. Specify the user with their UUID, email address, or name.", "user", "get", "No Such User");
        Fails(1, "\"No Such group\" isn't a group in this account. Specify the group with its UUID or name.", "group", "get", "No Such group");
        Fails(4, "(404) Not Found: The requested resource was not found.", "user", "get", "AAAAAAAAAAAAAAAAAAAAAAAAAA");
    }

    [Fact]
    [Covers("error/not-signed-in.stderr.txt", "error/whoami-not-signed-in.stderr.txt", "error/no-account-for-filter.stderr.txt", "error/multi-account.stderr.txt", "error/no-accounts-configured.stderr.txt")]
    public void Not_signed_in()
    {
        _bench.Variables.Remove("OP_SERVICE_ACCOUNT_TOKEN");
        Fails(1, "You are not currently signed in. Please run `op signin --help` for instructions", "item", "template", "list");
        Fails(1, "account is not signed in", "whoami");
        Fails(1, "no account found for filter 5GHHPJK5HZC5BAT7WDUXW57G44", "--account", "5GHHPJK5HZC5BAT7WDUXW57G44", "whoami");
        _bench.ChangeAccount(a => ((JsonArray)a["accounts"]!).Add((JsonNode)new JsonObject { ["url"] = "other.1password.com" }));
        Fails(1, "multiple accounts found. Use the `--account` flag or set the OP_ACCOUNT environment variable to select an account.", "vault", "list");
        _bench.ChangeAccount(a => a["accounts"] = new JsonArray());
        Assert.StartsWith("No accounts configured for use with 1Password CLI.\n[ERROR] ", _bench.Run("vault", "list").Error, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("error/service-account-needs-vault.stderr.txt", "error/service-account-deleted.stderr.txt", "error/service-account-not-yet-authenticated.stderr.txt")]
    public void Service_accounts()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "Login");
        const string NeedsVault = "a vault query must be provided when this command is called by a service account. Please specify one either through the --vault flag or through piped input";
        Fails(1, NeedsVault, "item", "get", id);
        Fails(1, NeedsVault, "item", "delete", id);
        Fails(1, NeedsVault, "document", "get", id);
        _bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = OpBench.Deleted;
        Fails(1, "error initializing client: Authentication: (failed to auth.LookupAuth), Network: (failed to request.DoUnencrypted), Server: (403) (Forbidden (Service Account Deleted)), "
            + "The Service Account used in this integration has been deleted.", "vault", "list");
        Assert.Equal(0, _bench.Run("whoami").Exit);
        Assert.Equal(0, _bench.Run("account", "list").Exit);
        _bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = OpBench.Cold;
        Fails(1, "service account token set, but not authenticated yet", "whoami");
        _bench.Run("vault", "list").Ok();
        _bench.Run("whoami").Ok();
    }

    [Fact]
    [Covers("error/service-account-corrupt-token.panic.stderr.txt")]
    public void A_cut_token_was_a_panic_and_is_an_error_now()
    {
        _bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = OpBench.Writer[..^4];
        Assert.Equal("error initializing client: failed to DecodeSACredentials: unexpected end of JSON input\n", _bench.Run("vault", "list").ErrorText);
        _bench.Variables["SIMULATED_OP_VERSION"] = "2.18.0";
        var panic = _bench.Run("whoami");
        Assert.Equal(2, panic.Exit);
        Assert.StartsWith("panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation ", panic.Error, StringComparison.Ordinal);
        Assert.Contains("\ngoroutine 1 [running]:\n", panic.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("error/write-not-permitted.stderr.txt", "error/vault-create-not-permitted.stderr.txt")]
    public void A_reader_cannot_write()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "Login");
        _bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = OpBench.Reader;
        const string Refused = "(101) You do not have permission to perform this action";
        FailsWith("""{"title":"x","category":"LOGIN"}""", 4, Refused, "item", "create", "-", "--vault", OpBench.VaultA);
        Fails(4, Refused, "item", "edit", id, "title=x", "--vault", OpBench.VaultA);
        Fails(4, Refused, "item", "delete", id, "--vault", OpBench.VaultA);
        Fails(4, "(403) Forbidden: You aren't authorized to access this resource.", "vault", "create", "New");
        Fails(4, "(403) Forbidden: You aren't authorized to access this resource.", "vault", "edit", OpBench.VaultA, "--name", "x");
    }

    [Fact]
    [Covers("error/create-invalid-json.stderr.txt", "error/create-category-twice.stderr.txt", "error/create-no-category.stderr.txt", "error/create-template-and-stdin.stderr.txt", "error/create-validation.stderr.txt", "error/edit-custom-category.stderr.txt")]
    public void Creating_and_editing()
    {
        string[] create = ["item", "create", "-", "--vault", OpBench.VaultA];
        FailsWith("{ nonsense", 1, "unable to process line 1: invalid JSON in piped input", create);
        FailsWith("""{"title":"x","category":"LOGIN"}""", 1,
            "unable to process line 1: cannot provide the item category with both the JSON template and the `--category` flag - only specify the category in one location", [.. create, "--category", "login"]);
        Fails(1, "provide the item category with '--category' flag", create);
        Fails(1, "cannot create an item from template and stdin at the same time", "item", "create", "--template", "f.json", "--vault", OpBench.VaultA);
        Fails(1, "cannot edit an item from template and stdin at the same time", "item", "edit", "x", "--template", "f.json", "--vault", OpBench.VaultA);
        FailsWith("""{"title":"x","category":"PASSWORD","fields":[]}""", 1,
            "unable to process line 1: Validation: (validateVaultItem failed to Validate), Couldn't validate the item: \"[ItemValidator] has found 1 errors, 0 warnings: \nErrors:{1. Password item requires ps value}\"", create);
        var id = _bench.Item(OpBench.VaultA, 1, "Wallet", "CUSTOM");
        FailsWith("""{"title":"x","category":"CUSTOM","updated_at":"2024-01-01T00:00:00Z"}""", 1,
            "unable to process line 1: failed to edit due to identity inconsistencies: for Category CUSTOM found in the template was inconsistent with CUSTOM found in item to be edited", "item", "edit", id, "--vault", OpBench.VaultA);
    }

    [Fact]
    [Covers("error/bad-flag-value-with-usage.stderr.txt", "error/client-validation.stderr.txt", "error/http-400.exit4.stderr.txt", "item/item-share.txt")]
    public void Sharing()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "Login");
        string[] share = ["item", "share", id, "--vault", OpBench.VaultA];
        Fails(
            1,
            """
            invalid argument "5q" for "--expires-in" flag: time: unknown unit "q" in duration "5q"
            Usage:  op item share { <itemName> | <itemID> } [flags]

            Flags:
                  --emails strings        Email addresses to share with.
                  --expires-in duration   Expire link after the duration specified in (s)econds, (m)inutes, (h)ours, (d)ays,
                                          and/or (w)eeks. (default 7d)
              -h, --help                  help for share
                  --vault string          Look for the item in this vault.
                  --view-once             Expire link after a single view.

            To list the global flags available on every command, run  'op --help'.
            """.ReplaceLineEndings("\n"),
            [.. share, "--expires-in", "5q"]);
        Fails(1, "email length is too small. Minimum size is 6 characters", [.. share, "--emails", "foo"]);
        Fails(4, "(400) Bad Request: The structure of request was invalid.", [.. share, "--emails", "foo@foobar."]);
        Assert.Matches("^https://share\\.1password\\.com/s#[A-Za-z0-9_-]{43}\n$", _bench.RunJson(share).Out);
    }

    [Fact]
    [Covers("error/field-absent-by-ref.stderr.txt", "error/item-archived-by-ref.stderr.txt")]
    public void References()
    {
        _bench.Item(OpBench.VaultA, 1, "MyItem");
        _bench.Item(OpBench.VaultA, 2, "Gone", change: i => i["state"] = "ARCHIVED");
        Fails(1, "could not read secret 'op://Test Data/MyItem/pin': item 'Test Data/MyItem' does not have a field 'pin'", "read", "op://Test Data/MyItem/pin");
        Fails(1, "could not find item Gone in vault Test Data, because it has been deleted or archived.", "read", "op://Test Data/Gone/password");
        Fails(1, $"could not find item {OpBench.Id(2)} in vault Test Data, because it has been deleted or archived.", "read", $"op://Test Data/{OpBench.Id(2)}/password");
        Fails(1, "invalid secret reference 'op://': too few '/': secret references should have at least vault, item and field specified", "read", "op://");
        Fails(1, "invalid secret reference 'op://a/b/c/d/e': too many '/': secret references should match op://<vault>/<item>[/<section>]/<field>", "read", "op://a/b/c/d/e");
    }

    [Fact]
    [Covers("error/no-confirm-prompt.stderr.txt")]
    public void An_existing_file_is_not_overwritten()
    {
        _bench.Item(OpBench.VaultA, 1, "Login");
        var path = Path.Combine(_bench.Home, "there");
        File.WriteAllText(path, "");
        Fails(1, "cannot prompt for confirmation. Use the '-f' or '--force' flag to skip confirmation.", "read", "op://Test Data/Login/password", "-o", path);
        Assert.Equal(path + "\n", _bench.Run("read", "op://Test Data/Login/password", "-o", path, "-f").Ok().Out);
        Assert.Equal("secret1", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("error/authorization-timeout.stderr.txt", "authorization-timeout", 1, "authorization timeout")]
    [InlineData("error/desktop-app-absent.stderr.txt", "desktop-app-absent", 1, "connecting to desktop app: cannot connect to 1Password app, make sure it is running")]
    [InlineData("error/rate-limit.client.stderr.txt", "rate-limit-client", 1, "Too many requests. Your client has been rate-limited.")]
    [InlineData("error/rate-limit.token.stderr.txt", "rate-limit-token", 4, "(429) Too Many Requests: You've reached the maximum number of this type of requests this service account is allowed to make. Please retry in 58 minutes or try other requests.")]
    [InlineData("error/rate-limit.account-daily.stderr.txt", "rate-limit-account", 4, "(429) Too Many Requests: You've reached the maximum number of this type of requests this 1Password account is allowed to make. Please retry in 23 hours and 59 minutes or try other requests.")]
    [InlineData("error/write-not-permitted.edit-generic.stderr.txt", "update-refused", 1, "Couldn't update the item.")]
    [InlineData("error/server-500.stderr.txt", "server-error", 1, "could not read secret 'op://Test Data/Login/password': could not get item Test Data/Login: Server: (500) (Internal Server Error), Server experienced a fatal error.")]
    public void Faults_use_the_quoted_texts(string recording, string fault, int exit, string text)
    {
        Assert.NotEmpty(recording);
        _bench.Item(OpBench.VaultA, 1, "Login");
        _bench.Fault(".*", $$"""{ "fault": "{{fault}}" }""");
        Fails(exit, text, "read", "op://Test Data/Login/password");
    }

    [Fact]
    public void Unknown_flags_commands_and_missing_arguments_are_refused_with_the_usage()
    {
        Assert.StartsWith("unknown flag: --nonsense\nUsage:  op item list [flags]\n", _bench.Run("item", "list", "--nonsense").ErrorText, StringComparison.Ordinal);
        Assert.StartsWith("unknown flag: --archive\n", _bench.Run("item", "list", "--archive").ErrorText, StringComparison.Ordinal);
        Assert.StartsWith("unknown command \"lits\" for \"op item\"\n", _bench.Run("item", "lits").ErrorText, StringComparison.Ordinal);
        Assert.StartsWith("flag needs an argument: --vault\n", _bench.Run("item", "list", "--vault").ErrorText, StringComparison.Ordinal);
        Assert.Equal(1, _bench.Run("item", "list", "--nonsense").Exit);
    }

    [Fact]
    public void Flags_may_stand_anywhere_and_take_their_value_either_way()
    {
        _bench.Item(OpBench.VaultA, 1, "Login");
        var expected = _bench.RunJson("item", "list", "--vault", OpBench.VaultA).Out;
        Assert.Equal(expected, _bench.Run("--format=json", "item", "--vault=" + OpBench.VaultA, "list").Ok().Out);
        Assert.Equal(expected, _bench.Run("item", "--format", "json", "list", "--vault", "Test Data", "--cache=false").Ok().Out);
    }

    public void Dispose() => _bench.Dispose();
}
