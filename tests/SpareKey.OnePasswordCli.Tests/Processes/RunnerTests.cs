using System.Diagnostics;
using System.Globalization;
using SpareKey.Core.Errors;
using SpareKey.OnePasswordCli.Calls;
using SpareKey.OnePasswordCli.Connecting;
using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Tests.Fakes;

namespace SpareKey.OnePasswordCli.Tests.Processes;

public sealed class RunnerTests : IDisposable
{
    private static readonly OpCall Call = OpCall.Vaults;

    private readonly FakeOp _op = new();

    public void Dispose() => _op.Dispose();

    [Fact(Timeout = 20_000)]
    public async Task A_child_that_reads_stdin_meets_its_end()
    {
        _op.Hook("wc -c; exit 0");
        Assert.Equal("0", (await PrintedAsync()).Text.Trim());
    }

    [Fact(Timeout = 20_000)]
    public async Task A_child_gets_its_input_whole()
    {
        _op.Hook("wc -c; exit 0");
        byte[] input = new byte[3_000_000];
        Assert.Equal("3000000", (await PrintedAsync(Call with { Input = input })).Text.Trim());
    }

    [Fact(Timeout = 20_000)]
    public async Task A_child_that_leaves_its_input_unread_is_judged_by_what_it_said()
    {
        _op.Hook("exec 0<&-; echo fine; exit 0");
        (OpFailure? failure, string text) = await PrintedAsync(Call with { Input = new byte[3_000_000] });
        Assert.Null(failure);
        Assert.Equal("fine\n", text);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_flood_on_stderr_stops_nobody_and_the_error_at_its_end_is_seen()
    {
        _op.Hook("""
            head -c 20000000 /dev/zero | tr '\0' x >&2
            echo >&2
            fail "account is not signed in"
            """);
        Assert.Equal(OpFailureKind.NotSignedIn, (await PrintedAsync()).Failure?.Kind);
    }

    [Fact(Timeout = 20_000)]
    public async Task Too_much_output_is_refused_and_the_child_is_ended()
    {
        _op.Limits = _op.Limits with { MostOutputBytes = 1_000_000 };
        _op.Hook("echo $$ > pid; exec cat /dev/zero");
        OpFailure? failure = (await PrintedAsync()).Failure;
        Assert.Equal(OpFailureKind.TooLarge, failure?.Kind);
        Assert.Equal("op printed more than 1000000 bytes", failure!.Reason);
        AssertGone("pid");
    }

    [Fact(Timeout = 20_000)]
    public async Task A_child_that_hangs_is_ended_by_the_timeout()
    {
        _op.Limits = _op.Limits with { CallTimeout = TimeSpan.FromSeconds(2) };
        _op.Hook("echo $$ > pid; exec sleep 60");
        Assert.Equal(OpFailureKind.TimedOut, (await PrintedAsync()).Failure?.Kind);
        AssertGone("pid");
    }

    [Fact(Timeout = 20_000)]
    public async Task A_child_that_ignores_SIGTERM_is_killed_with_what_it_started()
    {
        _op.Limits = _op.Limits with { CallTimeout = TimeSpan.FromSeconds(2), TerminateGrace = TimeSpan.FromMilliseconds(300) };
        _op.Hook("trap '' TERM; echo $$ > pid; sh -c 'trap \"\" TERM; echo $$ > pid2; exec sleep 60'; exit 0");
        Assert.Equal(OpFailureKind.TimedOut, (await PrintedAsync()).Failure?.Kind);
        AssertGone("pid");
        await EndsAsync("pid2");
    }

    [Fact(Timeout = 20_000)]
    public async Task A_daemon_that_keeps_the_pipes_open_holds_nothing_up_and_lives_on()
    {
        _op.Hook("sleep 30 & echo $! > daemon; echo '{\"whole\":true}'; exit 0");
        (OpFailure? failure, string text) = await PrintedAsync();
        Assert.Null(failure);
        Assert.Equal("{\"whole\":true}\n", text);
        using Process daemon = Process.GetProcessById(int.Parse(_op.Read("daemon"), CultureInfo.InvariantCulture));
        daemon.Kill();
    }

    [Fact(Timeout = 20_000)]
    public async Task Cancelling_ends_the_child_and_throws()
    {
        _op.Hook("echo $$ > pid.part; mv pid.part pid; exec sleep 60");
        using CancellationTokenSource stop = new();
        Task<(OpFailure?, string)> running = PrintedAsync(Call, stop.Token);
        while (!File.Exists(Path.Combine(_op.Folder, "pid")))
            await Task.Delay(20);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        AssertGone("pid");
    }

    [Fact(Timeout = 20_000)]
    public async Task Exit_0_with_an_error_line_is_a_failure()
    {
        _op.Hook("echo '[]'; fail 'something new' 0");
        Assert.Equal(OpFailureKind.BadOutput, (await PrintedAsync()).Failure?.Kind);
        _op.Hook("echo '[]'; fail '(429) Too Many Requests: Please retry in 58 minutes' 0");
        Assert.Equal(TimeSpan.FromMinutes(58), (await PrintedAsync()).Failure?.RetryAfter);
    }

    [Fact(Timeout = 20_000)]
    public async Task Exit_0_with_nothing_printed_is_a_failure()
    {
        _op.Hook("echo; exit 0");
        Assert.Equal(OpFailureKind.BadOutput, (await PrintedAsync()).Failure?.Kind);
    }

    [Theory(Timeout = 20_000)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task The_words_decide_not_the_exit_code(int code)
    {
        _op.Hook($"fail '(404) Not Found: The requested resource was not found.' {code}");
        Assert.Equal(OpFailureKind.NotFound, (await PrintedAsync()).Failure?.Kind);
    }

    [Fact(Timeout = 20_000)]
    public async Task The_token_is_in_the_childs_environment_and_nowhere_else()
    {
        const string Secret = "ops_eyJzaWduSW5BZGRyZXNzIjoi";
        _op.Options = _op.Options with { Token = ServiceAccountToken.Parse(Secret + "\n") };
        _op.With("OP_CONNECT_HOST", "http://x").With("OP_CONNECT_TOKEN", "y").With("OP_FORMAT", "human-readable").With("OP_ACCOUNT", "other")
            .With("OP_SESSION_abc", "s").With("OP_DEBUG", "true").With("OP_INCLUDE_ARCHIVE", "false").With("OP_CONFIG_DIR", "/tmp/op");
        _op.Hook("env | grep ^OP_ | sort > env.part; mv env.part env; echo \"$0 $*\" > argv; fail \"bad token $OP_SERVICE_ACCOUNT_TOKEN\"");
        OpCallException? error = await _op.Runner.RunAsync(Call, output => Task.FromResult(output.Error), default);
        Assert.Equal($"OP_CONFIG_DIR=/tmp/op\nOP_SERVICE_ACCOUNT_TOKEN={Secret}\n", _op.Read("env"));
        Assert.DoesNotContain("ops_", _op.Read("argv"), StringComparison.Ordinal);
        Assert.Equal("bad token ***", error!.Words);
        Assert.DoesNotContain("ops_", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ops_", _op.Options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_token_a_persons_session_stays()
    {
        Dictionary<string, string> own = new(StringComparer.Ordinal)
        {
            ["OP_SESSION_abc"] = "s",
            ["OP_ACCOUNT"] = "mine",
            ["OP_SERVICE_ACCOUNT_TOKEN"] = "ops_x",
            ["OP_CACHE"] = "true",
            ["HOME"] = "/h",
        };
        ChildEnvironment child = new(own, token: null, account: null);
        Assert.Equal<string[]>(["HOME", "OP_ACCOUNT", "OP_SESSION_abc"], [.. child.Variables.Keys.Order(StringComparer.Ordinal)]);
        Assert.Equal("other", new ChildEnvironment(own, token: null, "other").Variables["OP_ACCOUNT"]);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_file_that_cannot_be_started_is_a_clear_error()
    {
        string path = Path.Combine(_op.Folder, "op");
        await File.WriteAllTextAsync(path, "\0\0not a program", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _op.Options = new OpAccountSourceOptions { OpPath = path };
        UserErrorException e = await Assert.ThrowsAsync<UserErrorException>(() => _op.Source.ConnectAsync(default));
        Assert.StartsWith($"{path}: op cannot be started: ", e.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Children_leave_no_zombies()
    {
        _op.Hook("echo $$ >> pids; echo fine; exit 0");
        for (var i = 0; i < 20; i++)
            await PrintedAsync();
        foreach (string pid in _op.Read("pids").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.False(Directory.Exists($"/proc/{pid}"), $"process {pid} is still there");
    }

    private Task<(OpFailure? Failure, string Text)> PrintedAsync(OpCall? other = null, CancellationToken cancellationToken = default) =>
        _op.Runner.RunAsync(
            other ?? Call,
            output => Task.FromResult((output.Error?.Failure, System.Text.Encoding.UTF8.GetString(output.Bytes.Written.Span))),
            cancellationToken);

    // Not our child, so not ours to reap: a zombie will do, and it may take a moment.
    private async Task EndsAsync(string pidFile)
    {
        while (Runs(_op.Read(pidFile).Trim()))
            await Task.Delay(20);
    }

    private static bool Runs(string pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void AssertGone(string pidFile) =>
        Assert.False(Directory.Exists($"/proc/{_op.Read(pidFile).Trim()}"), "the child is still there");
}
