using System.Net;
using System.Net.Sockets;

namespace SpareKey.OpSimulator.Tests;

public sealed class StdinTests : IDisposable
{
    private const string Template = """{"title":"From the template","category":"LOGIN","fields":[{"id":"username","type":"STRING","value":"me"}]}""";
    private static readonly string[] Create = ["item", "create", "-", "--vault", OpBench.VaultA, "--format", "json"];
    private readonly OpBench _bench = new();

    private string TemplateFile
    {
        get
        {
            var path = Path.Combine(_bench.Home, "template.json");
            File.WriteAllText(path, Template);
            return path;
        }
    }

    [Fact]
    public void A_pipe_with_a_template_creates_the_item() =>
        Assert.Equal("From the template", (string)_bench.RunWith(Template, Create).Ok().Json["title"]!);

    [Fact]
    public void A_file_on_stdin_is_ignored_and_an_untitled_item_is_created()
    {
        var result = _bench.RunInShell("/bin/sh", $"exec \"$0\" \"$@\" < '{TemplateFile}'", [.. Create, "--category", "login"]).Ok();
        Assert.Equal("Untitled Login", (string)result.Json["title"]!);
        Assert.Equal("provide the item category with '--category' flag\n", _bench.RunInShell("/bin/sh", $"exec \"$0\" \"$@\" < '{TemplateFile}'", Create).ErrorText);
    }

    [Fact]
    public void A_socket_on_stdin_is_ignored_and_an_untitled_item_is_created()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var result = _bench.RunInShell("/bin/bash", $"exec 3<>/dev/tcp/127.0.0.1/{port}; exec \"$0\" \"$@\" <&3", [.. Create, "--category", "login"]).Ok();
        Assert.Equal("Untitled Login", (string)result.Json["title"]!);
    }

    [Fact]
    public void A_socket_turns_an_edit_into_an_empty_one_that_still_counts_a_version()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "Login");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _bench.RunInShell("/bin/bash", $"exec 3<>/dev/tcp/127.0.0.1/{port}; exec \"$0\" \"$@\" <&3", "item", "edit", id, "--vault", OpBench.VaultA).Ok();
        var after = _bench.RunJson("item", "get", id, "--vault", OpBench.VaultA).Json;
        Assert.Equal(2, (int)after["version"]!);
        Assert.Equal("Login", (string)after["title"]!);
    }

    [Fact]
    public void The_null_device_is_no_input_and_goes_with_a_template_file()
    {
        var result = _bench.RunInShell("/bin/sh", "exec \"$0\" \"$@\" < /dev/null", "item", "create", "--template", TemplateFile, "--vault", OpBench.VaultA, "--format", "json").Ok();
        Assert.Equal("From the template", (string)result.Json["title"]!);
    }

    [Fact]
    public void An_empty_closed_pipe_is_no_input_but_conflicts_with_a_template_file()
    {
        Assert.Equal("Untitled Login", (string)_bench.RunWith(null, [.. Create, "--category", "login"]).Ok().Json["title"]!);
        Assert.Equal("cannot create an item from template and stdin at the same time\n", _bench.RunWith(null, "item", "create", "--template", TemplateFile, "--vault", OpBench.VaultA).ErrorText);
    }

    [Fact]
    public async Task A_pipe_that_nobody_closes_blocks()
    {
        using var process = _bench.Start(OpBench.Executable, Create);
        var waited = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotSame(waited, await Task.WhenAny(waited, Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken)));
        process.StandardInput.Close();
        await waited.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public void Commands_without_input_do_not_read_stdin()
    {
        using var process = _bench.Start(OpBench.Executable, ["vault", "list"]);
        Assert.True(process.WaitForExit(30_000));
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void The_log_says_what_stdin_was_and_never_holds_a_token()
    {
        var log = Path.Combine(_bench.Home, "calls.jsonl");
        _bench.Variables["SIMULATED_OP_LOG"] = log;
        _bench.Run("vault", "list").Ok();
        _bench.RunInShell("/bin/sh", "exec \"$0\" \"$@\" < /dev/null", "item", "list").Ok();
        _bench.Run("nonsense");
        var lines = File.ReadAllLines(log);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"argv\":[\"vault\",\"list\"]", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"exit\":0,\"stdin\":\"Pipe\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"exit\":0,\"stdin\":\"CharDevice\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"exit\":1", lines[2], StringComparison.Ordinal);
        Assert.Contains("\"OP_SERVICE_ACCOUNT_TOKEN\"", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("ops_", File.ReadAllText(log), StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
