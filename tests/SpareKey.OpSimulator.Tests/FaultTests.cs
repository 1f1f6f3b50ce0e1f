using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SpareKey.OpSimulator.Tests;

/// <summary>Each switch does what `op simulator faults` says of it.</summary>
public sealed partial class FaultTests : IDisposable
{
    private static readonly byte[] Binary = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
    private readonly OpBench _bench = new();
    private readonly string _login;
    private readonly string _other;
    private readonly string _file;

    public FaultTests()
    {
        _login = _bench.Item(OpBench.VaultA, 1, "Login");
        _other = _bench.Item(OpBench.VaultA, 2, "Other");
        _bench.Item(OpBench.VaultB, 3, "Foreign");
        _file = _bench.Attach(OpBench.VaultA, _login, 1, "f.bin", Binary);
    }

    private OpResult Get(params string[] more) => _bench.Run(["item", "get", _login, "--vault", OpBench.VaultA, "--format", "json", .. more]);

    private OpResult Read() => _bench.Run("read", "-n", $"op://{OpBench.VaultA}/{_login}/{_file}");

    private string Batch() => new JsonArray([.. ((string[])[_login, _other]).Select(id => (JsonNode)new JsonObject { ["id"] = id, ["vault"] = new JsonObject { ["id"] = OpBench.VaultA } })]).ToJsonString();

    private OpResult GetBatch() => _bench.RunWith(Batch(), "item", "get", "-", "--format", "json");

    private OpResult Create() => _bench.RunWith("""{"title":"Made","category":"LOGIN","fields":[{"id":"username","type":"STRING","value":"me"},{"id":"x","section":{"id":"s"},"type":"STRING","value":"custom"}],"sections":[{"id":"s"}]}""",
        "item", "create", "-", "--vault", OpBench.VaultA, "--format", "json");

    private int Items() => ((JsonArray)_bench.RunJson("item", "list", "--vault", OpBench.VaultA).Json).Count;

    [Theory]
    [InlineData("rate-limit-token", "(429) Too Many Requests", 4)]
    [InlineData("rate-limit-account", "this 1Password account is allowed", 4)]
    [InlineData("rate-limit-client", "Your client has been rate-limited", 1)]
    [InlineData("conflict", "(409) Conflict", 4)]
    [InlineData("server-error", "(500) Internal Server Error", 4)]
    [InlineData("bad-request", "(400) Bad Request", 4)]
    [InlineData("status-not-found", "(404) Not Found", 4)]
    [InlineData("forbidden", "(403) Forbidden", 4)]
    [InlineData("no-permission", "(101) You do not have permission", 4)]
    [InlineData("update-refused", "Couldn't update the item.", 1)]
    [InlineData("not-signed-in", "You are not currently signed in", 1)]
    [InlineData("token-deleted", "has been deleted.", 1)]
    [InlineData("bad-token", "failed to DecodeSACredentials", 1)]
    [InlineData("token-not-authenticated", "not authenticated yet", 1)]
    [InlineData("authorization-timeout", "authorization timeout", 1)]
    [InlineData("authorization-dismissed", "prompt dismissed", 1)]
    [InlineData("desktop-app-absent", "cannot connect to 1Password app", 1)]
    [InlineData("desktop-app-lost", "connection reset", 1)]
    [InlineData("network-refused", "connect: connection refused", 1)]
    [InlineData("network-no-such-host", "no such host", 1)]
    [InlineData("network-timeout", "i/o timeout", 1)]
    [InlineData("vault-not-found", "isn't a vault in this account", 1)]
    [InlineData("item-not-found", "isn't an item.", 1)]
    [InlineData("error", "unknown error", 1)]
    public void An_error_fault_fails_the_call_with_its_text(string fault, string text, int exit)
    {
        _bench.Fault("item get", $$"""{ "fault": "{{fault}}" }""");
        var result = Get();
        Assert.Contains(text, result.ErrorText, StringComparison.Ordinal);
        Assert.Equal(exit, result.Exit);
        Assert.Empty(result.Bytes);
        _bench.Fault("item get", $$"""{ "fault": "{{fault}}", "exit": 9 }""");
        Assert.Equal(9, Get().Exit);
        _bench.Run("vault", "list").Ok();
    }

    [Fact]
    public void Token_corrupt_is_a_panic()
    {
        _bench.Fault("item get", """{ "fault": "token-corrupt" }""");
        Assert.StartsWith("panic: ", Get().Error, StringComparison.Ordinal);
        Assert.Equal(2, Get().Exit);
    }

    [Fact]
    public void An_error_after_a_write_leaves_the_write()
    {
        _bench.Fault("item create", """{ "fault": "server-error", "after": true }""");
        var result = Create();
        Assert.Equal(4, result.Exit);
        Assert.Empty(result.Bytes);
        Assert.Equal(3, Items());
    }

    [Fact]
    public void Rate_limits_name_their_own_wait_and_texts_their_own_words()
    {
        _bench.Fault("item get", """{ "fault": "rate-limit-token", "minutes": 1 }""");
        Assert.Contains("Please retry in 1 minute or", Get().Error, StringComparison.Ordinal);
        _bench.Fault("item get", """{ "fault": "rate-limit-account", "hours": 2, "minutes": 5 }""");
        Assert.Contains("Please retry in 2 hours and 5 minutes or", Get().Error, StringComparison.Ordinal);
        _bench.Fault("item get", """{ "fault": "error", "text": "something new" }""");
        Assert.Equal("something new\n", Get().ErrorText);
    }

    [Fact]
    public void Rules_match_by_command_argv_vault_item_number_and_repetition()
    {
        const string Action = "\"action\": { \"fault\": \"server-error\" }";
        void Rule(string match) => _bench.Faults($$"""{ "rules": [ { "comment": "x", "match": {{match}}, {{Action}} } ] }""");
        Rule("{ \"from\": 2, \"to\": 3, \"command\": \"item .*\" }");
        Assert.Equal([0, 4, 4, 0], Enumerable.Range(0, 4).Select(_ => Get().Exit));
        Rule("{ \"every\": 2 }");
        Assert.Equal([0, 4, 0, 4], Enumerable.Range(0, 4).Select(_ => Get().Exit));
        Rule("{ \"once\": true }");
        Assert.Equal([4, 0, 0], Enumerable.Range(0, 3).Select(_ => Get().Exit));
        Rule("{ \"argv\": [\"--reveal\"] }");
        Assert.Equal([0, 4], [Get().Exit, Get("--reveal").Exit]);
        Rule("{ \"vault\": \"Test Data 2\" }");
        Assert.Equal([0, 4], [Get().Exit, _bench.Run("item", "list", "--vault", OpBench.VaultB).Exit]);
        Rule($"{{ \"item\": \"{_login}\" }}");
        Assert.Equal([4, 4, 0], [Get().Exit, _bench.Run("item", "get", "Login", "--vault", OpBench.VaultA).Exit, _bench.Run("item", "get", _other, "--vault", OpBench.VaultA).Exit]);
        Rule("{ \"once_per\": \"item\" }");
        Assert.Equal([4, 0, 4], [Get().Exit, Get().Exit, _bench.Run("item", "get", _other, "--vault", OpBench.VaultA).Exit]);
    }

    [Fact]
    public void Rules_may_come_from_the_environment_too()
    {
        _bench.Variables["SIMULATED_OP_FAULTS"] = """[ { "match": { "command": "vault list" }, "action": { "fault": "empty-output" } } ]""";
        Assert.Empty(_bench.Run("vault", "list").Ok().Bytes);
    }

    [Theory]
    [InlineData("""[ { "match": {}, "action": { "fault": "server-eror" } } ]""", "unknown fault 'server-eror'")]
    [InlineData("""[ { "match": {}, "action": { "fault": "delay", "miliseconds": 1 } } ]""", "unknown key 'miliseconds'")]
    [InlineData("""[ { "match": { "comand": "x" }, "action": { "fault": "delay" } } ]""", "unknown key 'comand'")]
    [InlineData("""[ { "mach": {}, "action": { "fault": "delay" } } ]""", "unknown key 'mach'")]
    [InlineData("""[ { "match": { "from": "2" }, "action": { "fault": "delay" } } ]""", "from: expected Number")]
    [InlineData("""[ { "match": {}, "action": { "fault": "delay", "milliseconds": "5" } } ]""", "wrong kind of value")]
    [InlineData("""{ "rule": [] }""", "expected a list of rules")]
    [InlineData("""[ { "match": { "command": "item (get" }, "action": { "fault": "delay" } } ]""", "not a regular expression")]
    [InlineData("""[ { "match": { "command": "item gt" }, "action": { "fault": "delay" } } ]""", "no command is named like 'item gt'")]
    [InlineData("[ ", "not JSON")]
    public void A_mistake_in_the_rules_is_refused_loudly(string rules, string why)
    {
        _bench.Faults(rules);
        var result = _bench.Run("vault", "list");
        Assert.Equal(70, result.Exit);
        Assert.StartsWith("op simulator: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(why, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Bytes);
    }

    [Fact]
    public void Exit_codes_can_lie_both_ways()
    {
        _bench.Faults("""[ { "match": {}, "action": { "fault": "server-error" } }, { "match": {}, "action": { "fault": "exit-zero" } } ]""");
        Assert.Equal(0, Get().Exit);
        Assert.Contains("(500)", Get().Error, StringComparison.Ordinal);
        _bench.Fault("item get", """{ "fault": "exit", "code": 6 }""");
        Assert.Equal(6, Get().Exit);
        Assert.NotEmpty(Get().Bytes);
    }

    [Fact]
    public void Before_2_32_1_a_server_error_ended_with_exit_0()
    {
        _bench.Variables["SIMULATED_OP_VERSION"] = "2.32.0";
        _bench.Fault("item get", """{ "fault": "server-error" }""");
        Assert.Equal(0, Get().Exit);
        _bench.Fault("item get", """{ "fault": "status-not-found" }""");
        Assert.Equal(4, Get().Exit);
    }

    [Fact]
    public void Output_faults_change_the_bytes_and_nothing_else()
    {
        var good = Get("--cache=false").Ok().Bytes;
        byte[] With(string action)
        {
            _bench.Fault("item get", action);
            return Get("--cache=false").Ok().Bytes;
        }
        Assert.Empty(With("""{ "fault": "empty-output" }"""));
        Assert.Equal(good[..(good.Length / 2)], With("""{ "fault": "half-output" }"""));
        Assert.Equal(good[..10], With("""{ "fault": "half-output", "bytes": 10 }"""));
        Assert.Equal([.. good, .. good], With("""{ "fault": "doubled-output" }"""));
        Assert.Equal([.. good, (byte)'\n'], With("""{ "fault": "extra-newline" }"""));
        Assert.Equal([.. "hello\n"u8, .. good], With("""{ "fault": "text-before-output", "text": "hello" }"""));
        Assert.Equal([0xEF, 0xBB, 0xBF, .. good], With("""{ "fault": "byte-order-mark" }"""));
        Assert.Equal(good, With("""{ "fault": "slow-output", "bytes": 400, "milliseconds": 1 }"""));
        Assert.Contains("\"ID\":", Encoding.UTF8.GetString(With("""{ "fault": "duplicate-keys" }""")), StringComparison.Ordinal);
        var spoiled = With("""{ "fault": "invalid-utf8" }""");
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(spoiled));
    }

    [Fact]
    public void Floods_are_as_large_as_asked_for()
    {
        _bench.Fault("item get", """{ "fault": "flood-stdout", "bytes": 3000000 }""");
        Assert.True(Get().Ok().Bytes.Length > 3_000_000);
        _bench.Fault("item get", """{ "fault": "flood-stderr", "bytes": 2000000 }""");
        Assert.Equal(2_000_000, Get().Ok().Error.Length);
        _bench.Fault("item get", """{ "fault": "stderr-noise", "text": "look here" }""");
        Assert.Equal("look here\n", Get().Ok().Error);
    }

    [Fact]
    public void An_unknown_version_is_printed_as_given()
    {
        _bench.Fault("version", """{ "fault": "unknown-version", "version": "three point one" }""");
        Assert.Equal("three point one\n", _bench.Run("--version").Ok().Out);
    }

    [Fact]
    public void Binary_goes_through_a_pipe_but_a_file_as_stdout_spoils_it()
    {
        _bench.Fault("read", """{ "fault": "corrupt-binary-to-file" }""");
        Assert.Equal(Binary, Read().Ok().Bytes);
        var path = Path.Combine(_bench.Home, "out");
        _bench.RunInShell("/bin/sh", $"exec \"$0\" \"$@\" > '{path}'", "read", "-n", $"op://{OpBench.VaultA}/{_login}/{_file}").Ok();
        Assert.Contains("\uFFFD", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void The_path_echo_can_be_switched_off()
    {
        _bench.Fault("read", """{ "fault": "no-path-echo" }""");
        Assert.Empty(_bench.Run("read", $"op://{OpBench.VaultA}/{_login}/{_file}", "-o", Path.Combine(_bench.Home, "o")).Ok().Bytes);
    }

    [Fact]
    public void A_batch_can_hold_a_wrong_a_foreign_or_no_item()
    {
        List<string> Titles(string action)
        {
            _bench.Fault("item get", action);
            return [.. GetBatch().Ok().Out.Split('\n').Where(l => l.StartsWith("  \"title\"", StringComparison.Ordinal)).Select(l => l.Split('"')[3])];
        }
        Assert.Equal(["Login", "Login"], Titles("""{ "fault": "wrong-item", "index": 1 }"""));
        Assert.Equal(["Foreign", "Other"], Titles("""{ "fault": "foreign-item" }"""));
        Assert.Equal(["Other"], Titles("""{ "fault": "missing-item", "index": 0 }"""));
        _bench.Fault("item get", $$"""{ "fault": "wrong-item", "id": "{{_other}}" }""");
        Assert.Equal("Other", (string)Get().Ok().Json["title"]!);
    }

    [Fact]
    public void Files_can_be_shorter_longer_or_wrong()
    {
        _bench.Fault("read", """{ "fault": "file-shorter", "bytes": 6 }""");
        Assert.Equal(Binary[..250], Read().Ok().Bytes);
        _bench.Fault("read", """{ "fault": "file-longer", "bytes": 2 }""");
        Assert.Equal(258, Read().Ok().Bytes.Length);
        _bench.Fault("read", """{ "fault": "file-bit-flip", "offset": 255 }""");
        Assert.Equal([.. Binary[..255], 254], Read().Ok().Bytes);
    }

    [Fact]
    public void Vaults_and_items_can_vanish_and_listing_can_be_refused()
    {
        _bench.Faults($$"""[ { "match": { "command": "vault list", "from": 2 }, "action": { "fault": "hide-vault", "vault": "Test Data" } } ]""");
        Assert.Equal([2, 1, 1], Enumerable.Range(0, 3).Select(_ => ((JsonArray)_bench.RunJson("vault", "list").Json).Count));
        _bench.Fault("item.*", $$"""{ "fault": "hide-item", "item": "{{_login}}" }""");
        Assert.Equal(1, Items());
        Assert.Equal(1, Get().Exit);
        _bench.Fault(".*", """{ "fault": "refuse-listing", "vault": "Test Data" }""");
        Assert.Equal(4, _bench.Run("item", "list", "--vault", OpBench.VaultA).Exit);
        _bench.Run("item", "list", "--vault", OpBench.VaultB).Ok();
        Get().Ok();
    }

    [Fact]
    public void Somebody_can_change_the_account_between_two_calls()
    {
        _bench.Faults($$"""
            [ { "match": { "command": "item list", "once": true }, "action": { "fault": "edit-item", "item": "{{_login}}" } },
              { "match": { "command": "item list", "once": true }, "action": { "fault": "delete-item", "vault": "Test Data", "item": "{{_other}}" } },
              { "match": { "command": "item list", "once": true }, "action": { "fault": "add-item", "vault": "Test Data 2", "title": "New one" } } ]
            """);
        var before = (int)_bench.RunJson("vault", "get", OpBench.VaultA).Json["content_version"]!;
        Assert.Equal(2, Items());
        Assert.Equal(2, (int)Get().Ok().Json["version"]!);
        Assert.Equal(1, _bench.Run("item", "get", _other, "--vault", OpBench.VaultA).Exit);
        Assert.Contains("New one", _bench.RunJson("item", "list", "--vault", OpBench.VaultB).Out, StringComparison.Ordinal);
        Assert.Equal(before + 2, (int)_bench.RunJson("vault", "get", OpBench.VaultA).Json["content_version"]!);
        _bench.Fault("vault get", $$"""{ "fault": "archive-item", "item": "{{_login}}" }""");
        _bench.Run("vault", "get", OpBench.VaultA).Ok();
        Assert.Equal("ARCHIVED", (string)Get().Ok().Json["state"]!);
    }

    [Fact]
    public void A_stale_cache_answers_with_the_item_of_before()
    {
        _bench.Run("item", "edit", _login, "username=new", "--vault", OpBench.VaultA).Ok();
        _bench.Fault("item get", """{ "fault": "stale-cache" }""");
        Assert.Equal("user1", (string)Get().Ok().Json["fields"]![0]!["value"]!);
        Assert.Equal("new", (string)Get("--cache=false").Ok().Json["fields"]![0]!["value"]!);
    }

    [Fact]
    public void A_write_can_be_lost_or_lose_fields_while_success_is_reported()
    {
        _bench.Fault("item (create|edit|delete)", """{ "fault": "lost-write" }""");
        Assert.Equal("Made", (string)Create().Ok().Json["title"]!);
        _bench.Run("item", "edit", _login, "username=new", "--vault", OpBench.VaultA).Ok();
        _bench.Run("item", "delete", _login, "--vault", OpBench.VaultA).Ok();
        Assert.Equal(2, Items());
        Assert.Equal("user1", (string)Get().Ok().Json["fields"]![0]!["value"]!);
        _bench.Fault("item create", """{ "fault": "drop-fields" }""");
        var made = Create().Ok().Json;
        Assert.Equal(2, ((JsonArray)made["fields"]!).Count);
        Assert.Single((JsonArray)_bench.RunJson("item", "get", (string)made["id"]!, "--vault", OpBench.VaultA).Json["fields"]!);
    }

    [Fact]
    public void An_empty_pipe_can_count_as_input()
    {
        _bench.Fault("item (create|edit)", """{ "fault": "empty-pipe-is-input" }""");
        Assert.Equal("unable to process line 1: invalid JSON in piped input\n", _bench.Run("item", "edit", _login, "username=x", "--vault", OpBench.VaultA).ErrorText);
        _bench.RunInShell("/bin/sh", "exec \"$0\" \"$@\" < /dev/null", "item", "edit", _login, "username=x", "--vault", OpBench.VaultA).Ok();
    }

    [Fact]
    public void Parallel_calls_under_desktop_unlock_time_out_and_single_ones_do_not()
    {
        _bench.SignIn();
        _bench.Fault("vault list", """{ "fault": "authorization-timeout", "parallel_only": true, "window_ms": 50 }""");
        _bench.Run("vault", "list").Ok();
        _bench.Fault("vault list", """{ "fault": "authorization-timeout", "parallel_only": true, "window_ms": 3000 }""");
        var processes = Enumerable.Range(0, 2).Select(_ => _bench.Start(OpBench.Executable, ["vault", "list"])).ToList();
        var results = processes.ConvertAll(p => OpBench.Finish(p, null));
        Assert.All(results, r => Assert.Equal("authorization timeout\n", r.ErrorText));
    }

    [Fact]
    public void A_delay_only_delays()
    {
        _bench.Fault("item get", """{ "fault": "delay", "milliseconds": 20 }""");
        Get().Ok();
    }

    [Theory]
    [InlineData("hang-before-output", false)]
    [InlineData("hang-on-stdin", false)]
    [InlineData("hang-after-output", true)]
    public async Task A_hanging_call_does_not_end_by_itself(string fault, bool withOutput)
    {
        _bench.Fault("vault list", $$"""{ "fault": "{{fault}}" }""");
        using var process = _bench.Start(OpBench.Executable, ["vault", "list"]);
        process.StandardInput.Close();
        var firstLine = process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        if (withOutput) Assert.NotNull(await firstLine.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        else Assert.NotSame(firstLine, await Task.WhenAny(firstLine, Task.Delay(TimeSpan.FromMilliseconds(700), TestContext.Current.CancellationToken)));
        Assert.False(process.HasExited);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_deaf_call_survives_sigterm()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no SIGTERM");
        var log = Path.Combine(_bench.Home, "log");
        _bench.Variables["SIMULATED_OP_LOG"] = log;
        _bench.Fault("vault list", """{ "fault": "ignore-sigterm" }""");
        using var process = _bench.Start(OpBench.Executable, ["vault", "list"]);
        while (!File.Exists(log) || new FileInfo(log).Length == 0) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Contains("\"exit\":null", await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        var ended = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotSame(ended, await Task.WhenAny(ended, Task.Delay(700, TestContext.Current.CancellationToken)));
        process.Kill();
        await ended;
    }

    [Fact]
    public async Task A_grandchild_holds_the_pipe_open_after_the_call_has_ended()
    {
        _bench.Fault("vault list", """{ "fault": "grandchild", "seconds": 3 }""");
        using var process = _bench.Start(OpBench.Executable, ["vault", "list"]);
        process.StandardInput.Close();
        var all = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var exited = new TaskCompletionSource();
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        if (process.HasExited) exited.TrySetResult();
        await exited.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(all.IsCompleted);
        Assert.Contains("Test Data", await all.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void A_crash_ends_by_its_signal_in_the_middle_of_the_output()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no signals");
        _bench.Fault("vault list", """{ "fault": "crash", "bytes": 20 }""");
        var result = _bench.Run("vault", "list");
        Assert.Equal(137, result.Exit);
        Assert.Equal(20, result.Bytes.Length);
    }

    [Fact]
    public void Every_switch_is_listed_and_every_switch_is_tested_here()
    {
        var listed = _bench.Run("simulator", "faults").Ok().Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        var tested = TestedFaults().ToHashSet(StringComparer.Ordinal);
        Assert.Empty(listed.Except(tested));
        Assert.True(listed.Count > 50);
    }

    private static IEnumerable<string> TestedFaults()
    {
        foreach (var method in typeof(FaultTests).GetMethods())
            foreach (var data in method.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>())
                if (data.Data[0] is string name) yield return name;
        foreach (Match match in FaultName().Matches(File.ReadAllText(SourceOf()))) yield return match.Groups[1].Value;
    }

    private static string SourceOf() => Path.Combine(AppContext.BaseDirectory, "FaultTests.cs");

    [GeneratedRegex("\"fault\": \"([a-z0-9-]+)\"")]
    private static partial Regex FaultName();

    public void Dispose() => _bench.Dispose();
}
