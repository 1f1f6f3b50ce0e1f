using SpareKey.Core.Accounts;
using SpareKey.Core.Errors;
using SpareKey.OnePasswordCli.Tests.Fakes;

namespace SpareKey.OnePasswordCli.Tests.Connecting;

public sealed class ConnectTests : IDisposable
{
    private readonly FakeOp _op = new();

    public ConnectTests() => _op.Holds(new FakeVault(FakeOp.VaultId, 3, FakeAccount.Items(1)));

    public void Dispose() => _op.Dispose();

    [Fact(Timeout = 20_000)]
    public async Task Three_calls_tell_who_reads_with_what()
    {
        SourceIdentity who = await _op.Source.ConnectAsync(default);
        Assert.Equal((FakeOp.Executable, "2.40.0", "M5C4BT3KMQ7HROISKYLWDUXW57", "https://example.1password.com", true), (who.ToolPath, who.ToolVersion, who.AccountId, who.AccountUrl, who.IsServiceAccount));
        Assert.Empty(who.Warnings);
        Assert.Equal(["--version", "vault list --cache=false --format json", "whoami --format json"], _op.Calls);
        Assert.Same(who, await _op.Source.ConnectAsync(default));
        Assert.Equal(3, _op.Source.Calls);
    }

    [Fact(Timeout = 20_000)]
    public async Task Op_is_found_in_PATH_but_never_through_a_relative_entry()
    {
        _op.Options = new OpAccountSourceOptions();
        string path = Environment.GetEnvironmentVariable("PATH")!;
        _op.With("PATH", $"Fakes:.::{Path.GetDirectoryName(FakeOp.Executable)}:{path}");
        Assert.Equal(FakeOp.Executable, (await _op.Source.ConnectAsync(default)).ToolPath);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_missing_op_is_named_with_a_way_out()
    {
        _op.Options = new OpAccountSourceOptions();
        _op.With("PATH", _op.Folder);
        UserErrorException e = await FailsAsync(ExitCode.Failed);
        Assert.Equal("the 1Password CLI (op) is not in PATH", e.Message);
        Assert.Contains("install", e.Hint, StringComparison.Ordinal);
        _op.Options = new OpAccountSourceOptions { OpPath = "/nowhere/op" };
        Assert.Equal("there is no executable file /nowhere/op", (await Assert.ThrowsAsync<UserErrorException>(() => new OpAccountSource(_op.Options, _op.Runtime).ConnectAsync(default))).Message);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("2.17.0", "is version 2.17.0, which is too old")]
    [InlineData("2.18.0-beta.01", "is version 2.18.0-beta.01, which is too old")]
    [InlineData("1.12.5", "is version 1.12.5, which is too old")]
    [InlineData("op version \u001b[31mtwo", "printed \"op version ?[31mtwo\" as its version, which is none")]
    [InlineData("2.32", "printed \"2.32\" as its version, which is none")]
    public async Task A_version_that_will_not_do_is_refused(string version, string because)
    {
        _op.Write("version", version + "\n");
        Assert.EndsWith(because, (await FailsAsync(ExitCode.Failed)).Message, StringComparison.Ordinal);
        Assert.Single(_op.Calls);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("2.18.0", true)]
    [InlineData("2.32.0", true)]
    [InlineData("2.32.1-beta.02", true)]
    [InlineData("2.32.1", false)]
    [InlineData("2.40.0", false)]
    [InlineData("3.0.0", true)]
    public async Task A_version_that_needs_care_is_warned_of(string version, bool warned)
    {
        _op.Write("version", version + "\n");
        Assert.Equal(warned, (await _op.Source.ConnectAsync(default)).Warnings.Count == 1);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_Connect_servers_settings_are_taken_away_and_told()
    {
        _op.With("OP_CONNECT_HOST", "http://localhost").With("OP_CONNECT_TOKEN", "t");
        _op.Hook("if env | grep -q ^OP_CONNECT; then fail 'Connect is in charge'; fi");
        Assert.Contains("OP_CONNECT_HOST", Assert.Single((await _op.Source.ConnectAsync(default)).Warnings), StringComparison.Ordinal);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("You are not currently signed in. Please run `op signin --help` for instructions", ExitCode.NotPermitted)]
    [InlineData("error initializing client: Authentication: (failed to auth.LookupAuth), Server: (403) (Forbidden (Service Account Deleted)), The Service Account used in this integration has been deleted.", ExitCode.NotPermitted)]
    [InlineData("multiple accounts found. Use the `--account` flag", ExitCode.NotPermitted)]
    [InlineData("something that nobody has seen", ExitCode.Failed)]
    [InlineData("error initializing client: dial tcp 10.0.0.1:443: connect: connection refused", ExitCode.Failed)]
    public async Task Without_a_sign_in_the_run_ends_with_ops_own_words(string words, ExitCode code)
    {
        _op.Hook($"case \"$1\" in vault) fail '{words}';; esac");
        string message = (await FailsAsync(code)).Message;
        Assert.StartsWith($"vaults cannot be listed: op said \"{words[..Math.Min(200, words.Length)]}", message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task Network_trouble_is_tried_four_times()
    {
        _op.Hook("case \"$1\" in vault) fail 'error initializing client: dial tcp 10.0.0.1:443: connect: connection refused';; esac");
        await FailsAsync(ExitCode.Failed);
        Assert.Equal(4, _op.CountOf("vault list"));
        Assert.Equal(3, _op.Clock.Waits.Count);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_used_up_quota_says_when_to_come_back()
    {
        _op.Hook("case \"$1\" in vault) fail '(429) Too Many Requests: maximum number. Please retry in 58 minutes or try other requests.' 4;; esac");
        UserErrorException e = await FailsAsync(ExitCode.Failed);
        Assert.Equal("vaults cannot be listed: quota used up; retry in 58 minutes", e.Message);
        Assert.StartsWith("run again in 58 minutes", e.Hint, StringComparison.Ordinal);
        Assert.Equal(1, _op.CountOf("vault list"));
    }

    [Fact(Timeout = 20_000)]
    public async Task A_quota_that_is_free_again_soon_is_waited_for()
    {
        _op.Hook("case \"$1\" in vault) once quota && fail '(429) Too Many Requests: Please retry in 1 minute or try other requests.' 4;; esac");
        await _op.Source.ConnectAsync(default);
        Assert.Contains(TimeSpan.FromSeconds(61), _op.Clock.Waits);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("echo '[]'; exit 0", "no vault at all can be read", ExitCode.NotPermitted)]
    [InlineData("echo '{}'; exit 0", "vaults cannot be listed: op printed no list of vaults", ExitCode.Failed)]
    [InlineData("echo '[{\"id\":'; exit 0", "vaults cannot be listed: op printed no list of vaults", ExitCode.Failed)]
    [InlineData("echo '[{\"name\":\"x\"}]'; exit 0", "vaults cannot be listed: op printed a vault without a usable id", ExitCode.Failed)]
    [InlineData("exit 0", "vaults cannot be listed: op exited with 0 and printed nothing", ExitCode.Failed)]
    public async Task Exit_0_alone_proves_no_sign_in(string script, string message, ExitCode code)
    {
        _op.Hook($"case \"$1\" in vault) {script};; esac");
        Assert.Equal(message, (await FailsAsync(code)).Message);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_cold_whoami_is_asked_once_more()
    {
        _op.Hook("case \"$1\" in whoami) once cold && fail 'service account token set, but not authenticated yet';; esac");
        Assert.Equal("M5C4BT3KMQ7HROISKYLWDUXW57", (await _op.Source.ConnectAsync(default)).AccountId);
        Assert.Equal(4, _op.Source.Calls);
    }

    [Fact(Timeout = 20_000)]
    public async Task Where_whoami_is_of_no_use_the_account_is_asked_for()
    {
        _op.Write("whoami", """{"URL":"https://example.1password.com","ServiceAccountType":"SERVICE_ACCOUNT"}""");
        _op.Write("account", """{"id":"RZZ2VQXXXZZZZK7N56H7JDDLOL","name":"Example","domain":"example"}""");
        SourceIdentity who = await _op.Source.ConnectAsync(default);
        Assert.Equal(("RZZ2VQXXXZZZZK7N56H7JDDLOL", "https://example.1password.com", true), (who.AccountId, who.AccountUrl, who.IsServiceAccount));
    }

    [Fact(Timeout = 20_000)]
    public async Task An_account_that_nobody_names_ends_the_run()
    {
        _op.Hook("case \"$1\" in whoami|account) fail 'something new';; esac");
        Assert.StartsWith("vaults can be listed, but op does not tell whose they are", (await FailsAsync(ExitCode.Failed)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("ops_abc def")]
    [InlineData("ops_abc\0def")]
    public void What_is_no_token_is_refused_without_quoting_it(string text)
    {
        UserErrorException e = Assert.Throws<UserErrorException>(() => ServiceAccountToken.Parse(text));
        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.DoesNotContain("abc", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_token_and_an_account_together_are_refused()
    {
        _op.Options = _op.Options with { Token = ServiceAccountToken.Parse("ops_abcdefgh"), Account = "other.1password.com" };
        await FailsAsync(ExitCode.Usage);
        Assert.Empty(_op.Calls);
    }

    private async Task<UserErrorException> FailsAsync(ExitCode code)
    {
        UserErrorException e = await Assert.ThrowsAsync<UserErrorException>(() => _op.Source.ConnectAsync(default));
        Assert.Equal(code, e.ExitCode);
        Assert.NotEmpty(e.Hint);
        return e;
    }
}
