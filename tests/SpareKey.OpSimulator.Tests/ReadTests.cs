using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

/// <summary>Batches, archived items, files, references, quota: what a backup meets.</summary>
public sealed class ReadTests : IDisposable
{
    private static readonly byte[] Binary = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
    private readonly OpBench _bench = new();

    [Fact]
    public void A_batch_takes_the_output_of_a_list_and_needs_no_vault()
    {
        for (var i = 0; i < 5; i++) _bench.Item(i % 2 == 0 ? OpBench.VaultA : OpBench.VaultB, i, "Item " + i);
        var list = _bench.RunJson("item", "list").Out;
        var titles = _bench.RunWith(list, "item", "get", "-", "--format", "json").Ok().Out.Split('\n').Where(l => l.StartsWith("  \"title\"", StringComparison.Ordinal));
        Assert.Equal(5, titles.Count());
    }

    [Fact]
    public void A_batch_of_lines_works_inside_a_vault_and_without_one_only_for_people()
    {
        var (a, b) = (_bench.Item(OpBench.VaultA, 1, "One"), _bench.Item(OpBench.VaultA, 2, "Two"));
        Assert.Equal(2, _bench.RunWith($"{a}\nTwo\n", "item", "get", "-", "--vault", OpBench.VaultA, "--format", "json").Ok().Out.Split("\"category\"").Length - 1);
        Assert.Contains("a vault query must be provided", _bench.RunWith($"{a}\n{b}\n", "item", "get", "-").Error, StringComparison.Ordinal);
        _bench.SignIn();
        _bench.RunWith($"{a}\n{b}\n", "item", "get", "-").Ok();
    }

    [Fact]
    public void A_failing_item_ends_the_batch_after_what_was_printed()
    {
        var (a, c) = (_bench.Item(OpBench.VaultA, 1, "One"), _bench.Item(OpBench.VaultA, 3, "Three"));
        var result = _bench.RunWith($"{a}\n{OpBench.Id(2)}\n{c}\n", "item", "get", "-", "--vault", OpBench.VaultA, "--format", "json");
        Assert.Equal(1, result.Exit);
        Assert.Equal("One", (string)result.Json["title"]!);
        Assert.StartsWith($"unable to process line 2: \"{OpBench.Id(2)}\" isn't an item", result.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Archived_items_hide_from_lists_and_names_but_not_from_ids()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "Old", change: i => i["state"] = "ARCHIVED");
        Assert.Empty((JsonArray)_bench.RunJson("item", "list").Json);
        Assert.Equal("ARCHIVED", (string)_bench.RunJson("item", "list", "--include-archive").Json[0]!["state"]!);
        Assert.Equal(1, _bench.Run("item", "get", "Old", "--vault", OpBench.VaultA).Exit);
        Assert.Equal("ARCHIVED", (string)_bench.RunJson("item", "get", id, "--vault", OpBench.VaultA).Json["state"]!);
        _bench.RunJson("item", "get", "Old", "--vault", OpBench.VaultA, "--include-archive");
        _bench.Variables["OP_INCLUDE_ARCHIVE"] = "true";
        Assert.Single((JsonArray)_bench.RunJson("item", "list").Json);
    }

    [Fact]
    public void An_archived_document_can_be_fetched_and_an_attachment_of_an_archived_login_cannot()
    {
        var document = _bench.Item(OpBench.VaultA, 1, "Paper", "DOCUMENT", i => i["state"] = "ARCHIVED");
        _bench.Attach(OpBench.VaultA, document, 1, "p.txt", "paper"u8.ToArray());
        var login = _bench.Item(OpBench.VaultA, 2, "Login", change: i => i["state"] = "ARCHIVED");
        var file = _bench.Attach(OpBench.VaultA, login, 2, "a.txt", "lost"u8.ToArray());
        Assert.Equal("paper", _bench.Run("document", "get", "Paper", "--vault", OpBench.VaultA, "--include-archive").Ok().Out);
        Assert.Equal("paper", _bench.Run("document", "get", document, "--vault", OpBench.VaultA).Ok().Out);
        Assert.Contains("deleted or archived", _bench.Run("read", $"op://{OpBench.VaultA}/{login}/{file}").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_come_out_byte_for_byte_and_read_adds_a_line_feed_unless_told_not_to()
    {
        var item = _bench.Item(OpBench.VaultA, 1, "Login");
        var file = _bench.Attach(OpBench.VaultA, item, 1, "every byte.bin", Binary, new JsonObject { ["id"] = "s1", ["label"] = "Files" });
        var empty = _bench.Attach(OpBench.VaultA, item, 2, "empty", []);
        var reference = $"op://{OpBench.VaultA}/{item}/{file}";
        Assert.Equal([.. Binary, (byte)'\n'], _bench.Run("read", reference).Ok().Bytes);
        Assert.Equal(Binary, _bench.Run("read", "-n", reference).Ok().Bytes);
        Assert.Equal(Binary, _bench.Run("read", "-n", "op://Test Data/Login/Files/every byte.bin").Ok().Bytes);
        Assert.Empty(_bench.Run("read", "--no-newline", $"op://{OpBench.VaultA}/{item}/{empty}").Ok().Bytes);
        Assert.Equal("256", _bench.Run("read", "-n", reference + "?attribute=size").Ok().Out);
        Assert.Equal("every byte.bin", _bench.Run("read", "-n", reference + "?attr=name").Ok().Out);
        Assert.Equal("secret1\n", _bench.Run("read", "op://Test Data/Login/password").Ok().Out);
        Assert.Equal("CONCEALED", _bench.Run("read", "-n", "op://Test Data/Login/password?attribute=type").Ok().Out);
    }

    [Fact]
    public void An_output_file_holds_the_bytes_only_has_mode_0600_and_its_path_is_printed()
    {
        var item = _bench.Item(OpBench.VaultA, 1, "Doc", "DOCUMENT");
        _bench.Attach(OpBench.VaultA, item, 1, "every byte.bin", Binary);
        var path = Path.Combine(_bench.Home, "out.bin");
        Assert.Equal(path + "\n", _bench.Run("document", "get", item, "--vault", OpBench.VaultA, "--out-file", path).Ok().Out);
        Assert.Equal(Binary, File.ReadAllBytes(path));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.Delete(path);
        _bench.Run("document", "get", item, "--vault", OpBench.VaultA, "--out-file", path, "--file-mode", "0640").Ok();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Requests_are_counted_failing_ones_too_and_the_hour_runs_out()
    {
        _bench.ChangeAccount(a => a["limits"] = new JsonObject { ["read"] = 8 });
        var item = _bench.Item(OpBench.VaultA, 1, "Login");
        _bench.Run("item", "get", item, "--vault", OpBench.VaultA).Ok();
        Assert.Equal(1, Used("read"));
        _bench.Run("item", "list", "--vault", OpBench.VaultA).Ok();
        Assert.Equal(3, Used("read"));
        _bench.Run("item", "get", "no such item", "--vault", "Test Data");
        Assert.Equal(6, Used("read"));
        _bench.Run("vault", "get", "Test Data").Ok();
        Assert.Equal(8, Used("read"));
        var refused = _bench.Run("vault", "list");
        Assert.Equal(4, refused.Exit);
        Assert.Matches(@"^\(429\) Too Many Requests: .* this service account is allowed to make\. Please retry in (59 minutes|60 minutes|1 hour and 0 minutes) or try other requests\.\n$", refused.ErrorText);
        _bench.Run("whoami").Ok();
        _bench.ChangeAccount(a => a["clock_offset_seconds"] = 3601);
        _bench.Run("vault", "list").Ok();
        Assert.Equal(1, Used("read"));
    }

    [Fact]
    public void The_day_of_the_account_runs_out_for_all_tokens_together()
    {
        _bench.ChangeAccount(a => a["limits"] = new JsonObject { ["account"] = 2 });
        _bench.Run("vault", "list").Ok();
        _bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = OpBench.Reader;
        _bench.Run("vault", "list").Ok();
        Assert.Contains("this 1Password account is allowed to make. Please retry in 2", _bench.Run("vault", "list").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_stops_where_the_quota_ends()
    {
        _bench.ChangeAccount(a => a["limits"] = new JsonObject { ["read"] = 2 });
        var list = new JsonArray([.. Enumerable.Range(1, 3).Select(i => (JsonNode)new JsonObject { ["id"] = _bench.Item(OpBench.VaultA, i, "Item " + i), ["vault"] = new JsonObject { ["id"] = OpBench.VaultA } })]);
        var result = _bench.RunWith(list.ToJsonString(), "item", "get", "-", "--format", "json");
        Assert.Equal(4, result.Exit);
        Assert.Equal(2, result.Out.Split("\"category\"").Length - 1);
    }

    [Fact]
    public void People_have_no_such_quota_and_see_private_and_shared_vaults()
    {
        _bench.SignIn();
        Assert.Equal(5, ((JsonArray)_bench.RunJson("vault", "list").Json).Count);
        Assert.Equal(1, _bench.Run("service-account", "ratelimit").Exit);
        Assert.False(File.Exists(Path.Combine(_bench.Home, "state.json")));
    }

    [Fact]
    public void Connect_variables_win_over_the_token_and_allow_next_to_nothing()
    {
        _bench.Variables["OP_CONNECT_HOST"] = "connect.example.com";
        _bench.Variables["OP_CONNECT_TOKEN"] = "x";
        Assert.Equal(1, _bench.Run("vault", "list").Exit);
        Assert.Contains("connection refused", _bench.Run("read", "op://a/b/c").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manual_session_needs_its_token()
    {
        _bench.SignIn();
        _bench.ChangeAccount(a => a["interactive"]!["session"] = "sess");
        Assert.Equal(1, _bench.Run("vault", "list").Exit);
        _bench.Run("vault", "list", "--session", "sess").Ok();
        _bench.Variables["OP_SESSION_bench"] = "sess";
        _bench.Run("vault", "list").Ok();
        Assert.Equal("sess\n", _bench.Run("signin", "--raw").Ok().Out);
        Assert.StartsWith("Output of 'op signin'", _bench.Run("signin").ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_login_can_be_named_by_its_domain()
    {
        _bench.Item(OpBench.VaultA, 1, "Shop", change: i => i["urls"] = new JsonArray(new JsonObject { ["href"] = "https://shop.example/login" }));
        Assert.Equal("Shop", (string)_bench.RunJson("item", "get", "shop.example", "--vault", OpBench.VaultA).Json["title"]!);
    }

    private int Used(string action) =>
        ((JsonArray)_bench.RunJson("service-account", "ratelimit").Json).Where(r => (string)r!["action"]! == action).Select(r => (int)r!["used"]!).Single();

    public void Dispose() => _bench.Dispose();
}
