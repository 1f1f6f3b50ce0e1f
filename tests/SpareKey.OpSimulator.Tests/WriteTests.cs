using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

public sealed class WriteTests : IDisposable
{
    private readonly OpBench _bench = new();

    private JsonNode Create(string template, params string[] more) => _bench.RunWith(template, ["item", "create", "-", "--vault", OpBench.VaultA, "--format", "json", .. more]).Ok().Json;

    private JsonNode Get(string id, params string[] more) => _bench.RunJson(["item", "get", id, "--vault", OpBench.VaultA, .. more]).Json;

    private int ContentVersion() => (int)_bench.RunJson("vault", "get", OpBench.VaultA).Json["content_version"]!;

    [Fact]
    [Covers("item/database.doc-example.json")]
    public void A_template_may_carry_what_only_the_server_can_set_and_it_is_ignored()
    {
        var made = Create("""
            { "id": "4l3udxihvvuhszh2kxyjbblxl4", "title": "mysql", "version": 3, "vault": { "id": "uteieiwkhgv6hau7xkorejyvru" }, "category": "DATABASE", "state": "ARCHIVED",
              "last_edited_by": "IU2OKUBKAFGQPFPFZEG7X3NQ4U", "created_at": "2021-11-25T14:50:14Z", "updated_at": "2022-02-25T18:12:12Z", "files": [ { "id": "x", "name": "n", "size": 1 } ],
              "sections": [ { "id": "s1", "label": "Owner" } ],
              "fields": [ { "id": "hostname", "type": "STRING", "label": "server", "value": "db.example", "reference": "op://old" }, { "id": "f1", "section": { "id": "s1", "label": "Owner" }, "type": "EMAIL", "label": "mail", "value": "a@example.com" } ] }
            """);
        var id = (string)made["id"]!;
        Assert.NotEqual("4l3udxihvvuhszh2kxyjbblxl4", id);
        var stored = Get(id).AsObject();
        Assert.Equal(1, (int)stored["version"]!);
        Assert.Equal(OpBench.VaultA, (string)stored["vault"]!["id"]!);
        Assert.False(stored.ContainsKey("state"));
        Assert.False(stored.ContainsKey("files"));
        Assert.Equal("db.example", (string)stored["additional_information"]!);
        Assert.Equal(["hostname", "f1"], ((JsonArray)stored["fields"]!).Select(f => (string)f!["id"]!));
        Assert.Equal("op://Test Data/mysql/server", (string)stored["fields"]![0]!["reference"]!);
    }

    [Fact]
    public void A_write_sticks_and_moves_the_version_of_the_vault()
    {
        var before = ContentVersion();
        var id = (string)Create("""{"title":"New","category":"LOGIN"}""")["id"]!;
        Assert.Equal("New", (string)Get(id)["title"]!);
        Assert.Contains(id, _bench.RunJson("item", "list", "--vault", OpBench.VaultA).Out, StringComparison.Ordinal);
        Assert.Equal(before + 1, ContentVersion());
    }

    [Fact]
    public void New_objects_carry_microseconds_while_they_are_in_the_cache_and_z_after()
    {
        _bench.Variables["TZ"] = "America/Los_Angeles";
        var made = Create("""{"title":"New","category":"LOGIN"}""");
        const string Local = @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}-0[78]:00$";
        Assert.Matches(Local, (string)made["created_at"]!);
        var id = (string)made["id"]!;
        Assert.Matches(Local, (string)Get(id)["updated_at"]!);
        Assert.EndsWith("Z", (string)Get(id, "--cache=false")["updated_at"]!, StringComparison.Ordinal);
        _bench.ChangeAccount(a => a["cache_seconds"] = 0);
        Assert.EndsWith("Z", (string)Get(id)["created_at"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Ssh_keys_are_dropped_with_exit_0_and_passkeys_die_in_an_edit()
    {
        var made = Create("""{"title":"k","category":"SSH_KEY","fields":[{"id":"private_key","type":"SSHKEY","value":"pem"},{"id":"public_key","type":"STRING","value":"ssh-ed25519 A"}]}""");
        Assert.Equal("public_key", (string)Assert.Single((JsonArray)made["fields"]!)!["id"]!);
        var id = _bench.Item(OpBench.VaultA, 1, "Passkey", change: i => i["$passkey"] = new JsonObject());
        _bench.Run("item", "edit", id, "title=x", "--vault", OpBench.VaultA).Ok();
        var file = Path.Combine(_bench.Home, "vaults", OpBench.VaultA, "items", id + ".json");
        Assert.Contains("$passkey", File.ReadAllText(file), StringComparison.Ordinal);
        var json = Get(id);
        _bench.RunWith(json.ToJsonString(), "item", "edit", id, "--vault", OpBench.VaultA).Ok();
        Assert.DoesNotContain("$passkey", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"title":"x","category":"LOGIN","sections":[{"id":"a"},{"id":"a"}]}""", "details.sections[1] has non-unique name")]
    [InlineData("""{"title":"x","category":"LOGIN","sections":[{"id":"add more"}],"fields":[{"id":"f","type":"UNKNOWN","section":{"id":"add more"},"value":"google"}]}""", "details.sections[0].fields[0] has unsupported field type: ssoLogin")]
    public void What_the_server_does_not_take_is_refused(string template, string why)
    {
        var result = _bench.RunWith(template, "item", "create", "-", "--vault", OpBench.VaultA);
        Assert.Equal(1, result.Exit);
        Assert.Contains("Errors:{1. " + why + "}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_get_ids_types_and_dates_in_seconds()
    {
        var made = Create("""
            {"title":"x","category":"LOGIN","fields":[{"label":"a","value":"1"},{"id":"","type":"DATE","label":"d","value":"1950-01-01"},{"id":"e","type":"DATE","value":"-631108740"},{"id":"m","type":"MONTH_YEAR","value":"2042/02"},{"id":"password","type":"CONCEALED","value":"longer than it was"}]}
            """);
        var fields = (JsonArray)made["fields"]!;
        Assert.Matches("^[a-z2-7]{26}$", (string)fields[0]!["id"]!);
        Assert.Equal("STRING", (string)fields[0]!["type"]!);
        Assert.Equal("-631108740", (string)fields[1]!["value"]!);
        Assert.Equal("-631108740", (string)fields[2]!["value"]!);
        Assert.Equal("204202", (string)fields[3]!["value"]!);
        Assert.Equal("PASSWORD", (string)fields[4]!["purpose"]!);
    }

    [Fact]
    public void Without_a_vault_a_person_writes_to_the_private_vault_and_a_service_account_fails()
    {
        const string Template = """{"title":"x","category":"LOGIN"}""";
        Assert.Contains("a vault query must be provided", _bench.RunWith(Template, "item", "create", "-").Error, StringComparison.Ordinal);
        Assert.Equal(OpBench.VaultB, (string)_bench.RunWith("""{"title":"x","category":"LOGIN","vault":{"id":"bbbbbbbbbbbbbbbbbbbbbbbbbb"}}""", "item", "create", "-", "--format", "json").Ok().Json["vault"]!["id"]!);
        _bench.SignIn();
        Assert.Equal(OpBench.Private, (string)_bench.RunWith(Template, "item", "create", "-", "--format", "json").Ok().Json["vault"]!["id"]!);
    }

    [Fact]
    public void Several_objects_create_several_items()
    {
        var result = _bench.RunWith("""{"title":"a","category":"LOGIN"}{"title":"b","category":"SECURE_NOTE"}""", "item", "create", "-", "--vault", OpBench.VaultA, "--format", "json").Ok();
        Assert.Equal(2, result.Out.Split("\"category\"").Length - 1);
        Assert.Equal(2, ((JsonArray)_bench.RunJson("item", "list").Json).Count);
    }

    [Fact]
    public void An_edit_by_json_replaces_and_a_changed_password_goes_into_the_history()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "Login", change: i => ((JsonArray)i["fields"]!).Add((JsonNode)new JsonObject { ["id"] = "extra", ["type"] = "STRING", ["label"] = "extra", ["value"] = "x" }));
        var json = Get(id).AsObject();
        ((JsonArray)json["fields"]!).RemoveAt(3);
        json["fields"]![1]!["value"] = "another secret";
        var edited = _bench.RunWith(json.ToJsonString(), "item", "edit", id, "--vault", OpBench.VaultA, "--format", "json").Ok().Json;
        Assert.Equal(3, ((JsonArray)edited["fields"]!).Count);
        Assert.Equal("secret1", (string)edited["fields"]![1]!["password_details"]!["history"]![0]!);
        Assert.Equal(2, (int)Get(id)["version"]!);
        json.Remove("created_at");
        json.Remove("updated_at");
        Assert.Contains("Item updatedAt must be > 1970-01-01", _bench.RunWith(json.ToJsonString(), "item", "edit", id, "--vault", OpBench.VaultA).Error, StringComparison.Ordinal);
        Assert.Equal("unable to process line 1: could not find item to edit\n", _bench.RunWith(json.ToJsonString(), "item", "edit", OpBench.Id(9), "--vault", OpBench.VaultA).ErrorText);
    }

    [Fact]
    public void Assignments_set_fields_and_attach_files()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "Login");
        var path = Path.Combine(_bench.Home, "some.pdf");
        File.WriteAllBytes(path, [1, 2, 255]);
        Assert.StartsWith("invalid field type", _bench.Run("item", "edit", id, "--vault", OpBench.VaultA, "Extra.my field[concealed]=x").ErrorText, StringComparison.Ordinal);
        var edited = _bench.RunJson("item", "edit", id, "--vault", OpBench.VaultA, "username=new", "Extra.pin[password]=99", $@"Scans.a\.pdf[file]={path}").Json;
        Assert.Equal("new", (string)edited["fields"]![0]!["value"]!);
        Assert.Equal("CONCEALED", (string)edited["fields"]![3]!["type"]!);
        Assert.Equal("a.pdf", (string)edited["files"]![0]!["name"]!);
        Assert.Equal("Scans", (string)edited["files"]![0]!["section"]!["label"]!);
        Assert.Equal([1, 2, 255], _bench.Run("read", "-n", $"op://{OpBench.VaultA}/{id}/{(string)edited["files"]![0]!["id"]!}").Ok().Bytes);
        var without = _bench.RunJson("item", "edit", id, "--vault", OpBench.VaultA, "Extra.pin[delete]").Json;
        Assert.Equal("Scans", (string)Assert.Single((JsonArray)without["sections"]!)!["label"]!);
    }

    [Fact]
    [Covers("document/document-create.json", "document/document-edit.stdout.txt")]
    public void Documents_are_created_in_their_own_shape_and_edited_in_silence()
    {
        var path = Path.Combine(_bench.Home, "paper.txt");
        File.WriteAllText(path, "one");
        var result = _bench.Run("document", "create", path, "--title", "Paper", "--file-name", "real name.txt", "--tags", "a,b", "--vault", OpBench.VaultA).Ok();
        Assert.Equal(Recording.Shape("document/document-create.json"), JsonShape.Of(result.Bytes));
        var id = (string)result.Json["uuid"]!;
        var item = Get(id);
        Assert.Equal("real name.txt", (string)item["files"]![0]!["name"]!);
        Assert.Equal("3 bytes", (string)item["additional_information"]!);
        File.WriteAllText(path, "other");
        Assert.Empty(_bench.Run("document", "edit", id, path, "--vault", OpBench.VaultA).Ok().Bytes);
        Assert.Equal("other", _bench.Run("document", "get", id, "--vault", OpBench.VaultA).Ok().Out);
        Assert.Empty(_bench.Run("document", "delete", id, "--vault", OpBench.VaultA).Ok().Bytes);
        Assert.Equal("[]\n", _bench.RunJson("document", "list").Out);
        Assert.Equal("piped", _bench.Run("document", "get", (string)_bench.RunWith("piped", "document", "create", "-", "--title", "t", "--vault", OpBench.VaultA).Ok().Json["uuid"]!, "--vault", OpBench.VaultA).Out);
    }

    [Fact]
    public void Delete_and_archive_print_nothing_and_a_moved_item_gets_a_new_id()
    {
        var (a, b, c) = (_bench.Item(OpBench.VaultA, 1, "a"), _bench.Item(OpBench.VaultA, 2, "b"), _bench.Item(OpBench.VaultA, 3, "c"));
        var file = _bench.Attach(OpBench.VaultA, c, 1, "f", [7]);
        Assert.Empty(_bench.Run("item", "delete", a, "--vault", OpBench.VaultA).Ok().Bytes);
        Assert.Equal(1, _bench.Run("item", "get", a, "--vault", OpBench.VaultA, "--include-archive").Exit);
        Assert.Empty(_bench.Run("item", "delete", b, "--archive", "--vault", OpBench.VaultA).Ok().Bytes);
        Assert.Equal("ARCHIVED", (string)Get(b)["state"]!);
        var moved = _bench.RunJson("item", "move", c, "--current-vault", OpBench.VaultA, "--destination-vault", OpBench.VaultB).Json;
        Assert.NotEqual(c, (string)moved["id"]!);
        Assert.Equal([7], _bench.Run("read", "-n", $"op://{OpBench.VaultB}/{(string)moved["id"]!}/{file}").Ok().Bytes);
        Assert.Equal(1, _bench.Run("item", "get", c, "--vault", OpBench.VaultA).Exit);
    }

    [Fact]
    public void A_service_account_owns_the_vault_it_makes_and_may_delete_no_other()
    {
        var id = (string)_bench.RunJson("vault", "create", "Mine").Json["id"]!;
        _bench.RunWith("""{"title":"x","category":"LOGIN"}""", "item", "create", "-", "--vault", id).Ok();
        Assert.Equal(4, _bench.Run("vault", "delete", OpBench.VaultA).Exit);
        _bench.Run("vault", "delete", id).Ok();
        Assert.Equal(1, _bench.Run("vault", "get", id).Exit);
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        Create("""{"title":"x","category":"LOGIN"}""", "--dry-run");
        Assert.Equal("[]\n", _bench.RunJson("item", "list").Out);
    }

    [Fact]
    public async Task Processes_at_once_lose_no_write_and_no_count()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "Login");
        var before = ContentVersion();
        var work = Enumerable.Range(0, 6).Select(i => Task.Run(() =>
        {
            _bench.RunWith("{\"title\":\"n" + i + "\",\"category\":\"LOGIN\"}", "item", "create", "-", "--vault", OpBench.VaultA).Ok();
            _bench.Run("item", "edit", id, $"field{i}=value", "--vault", OpBench.VaultA).Ok();
        }, TestContext.Current.CancellationToken));
        await Task.WhenAll(work);
        Assert.Equal(7, ((JsonArray)_bench.RunJson("item", "list").Json).Count);
        Assert.Equal(9, ((JsonArray)Get(id)["fields"]!).Count);
        Assert.Equal(7, (int)Get(id)["version"]!);
        Assert.Equal(before + 12, ContentVersion());
        var writes = ((JsonArray)_bench.RunJson("service-account", "ratelimit").Json)[0]!;
        Assert.Equal(12, (int)writes["used"]!);
    }

    public void Dispose() => _bench.Dispose();
}
