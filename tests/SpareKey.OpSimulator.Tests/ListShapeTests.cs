using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

public sealed class ListShapeTests : IDisposable
{
    private readonly OpBench _bench = new();

    [Theory]
    [InlineData("item-list/item-list.127-items.json")]
    [InlineData("item-list/item-list.2.30.json")]
    [InlineData("item-list/item-list.categories.json")]
    [InlineData("item-list/item-list.empty.json")]
    [InlineData("item-list/item-list.include-archive.json")]
    [InlineData("item-list/item-list.json")]
    [InlineData("item-list/item-list.two-tags.json")]
    [InlineData("document/document-list.json")]
    public void A_list_comes_out_with_the_recorded_keys_in_the_recorded_order(string recording)
    {
        foreach (var item in (JsonArray)Recording.Model(recording)) _bench.Put(OpBench.VaultA, (JsonObject)item!);
        var noun = recording.StartsWith("document", StringComparison.Ordinal) ? "document" : "item";
        var result = _bench.RunJson(noun, "list", "--vault", OpBench.VaultA, "--include-archive");
        Assert.Equal(Recording.Shape(recording), JsonShape.Of(result.Bytes));
        Assert.Equal(((JsonArray)Recording.Model(recording)).Count, ((JsonArray)result.Json).Count);
    }

    [Fact]
    public void An_empty_vault_lists_as_an_empty_array() => Assert.Equal("[]\n", _bench.RunJson("item", "list", "--vault", OpBench.VaultB).Out);

    [Fact]
    public void A_list_from_the_cache_is_the_same_as_a_list_from_the_files_and_sees_a_hand_edit()
    {
        for (var i = 0; i < 20; i++) _bench.Item(OpBench.VaultA, i, "Item " + i);
        var first = _bench.RunJson("item", "list", "--vault", OpBench.VaultA).Out;
        Assert.Equal(first, _bench.RunJson("item", "list", "--vault", OpBench.VaultA).Out);
        _bench.Item(OpBench.VaultA, 3, "Item X");
        Assert.Contains("\"Item X\"", _bench.RunJson("item", "list", "--vault", OpBench.VaultA).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_and_tags_are_alternatives_and_a_tag_covers_its_sub_tags()
    {
        _bench.Item(OpBench.VaultA, 1, "One", change: i => i["tags"] = new JsonArray("work"));
        _bench.Item(OpBench.VaultA, 2, "Two", change: i => i["tags"] = new JsonArray("work/travel"));
        _bench.Item(OpBench.VaultA, 3, "Three", "SECURE_NOTE", i => i["tags"] = new JsonArray("home"));
        _bench.Item(OpBench.VaultA, 4, "Four", "DATABASE", i => i["favorite"] = true);
        int Count(params string[] flags) => ((JsonArray)_bench.RunJson(["item", "list", "--vault", OpBench.VaultA, .. flags]).Json).Count;
        Assert.Equal(2, Count("--tags", "work"));
        Assert.Equal(3, Count("--tags", "work,home"));
        Assert.Equal(2, Count("--categories", "Secure Note,database"));
        Assert.Equal(1, Count("--favorite"));
    }

    [Theory]
    [InlineData("vault/vault-list.2.30.json", "2.30.0")]
    [InlineData("vault/vault-list.2025-01.json", "2.32.1")]
    [InlineData("vault/vault-list.group.json", "2.4.0", "--group", "Owners")]
    [InlineData("vault/vault-list.pre-2.30.json", "2.29.0")]
    public void The_vault_list_has_the_shape_of_its_version(string recording, string version, params string[] flags)
    {
        _bench.SignIn();
        _bench.Variables["SIMULATED_OP_VERSION"] = version;
        GiveOwnersEverything();
        Assert.Equal(Recording.Shape(recording), JsonShape.Of(_bench.RunJson(["vault", "list", .. flags]).Bytes));
    }

    [Fact]
    [Covers("vault/vault-list.service-account.2.18.json")]
    public void A_service_account_lists_only_granted_vaults_and_never_private_or_shared_ones()
    {
        _bench.Variables["SIMULATED_OP_VERSION"] = "2.18.0";
        var result = _bench.RunJson("vault", "list");
        Assert.Equal(Recording.Shape("vault/vault-list.service-account.2.18.json"), JsonShape.Of(result.Bytes));
        Assert.Equal([OpBench.VaultA, OpBench.VaultB], ((JsonArray)result.Json).Select(v => (string)v!["id"]!));
    }

    [Theory]
    [InlineData("vault/vault-get.json", "Test Data")]
    [InlineData("vault/vault-get.by-id.json", OpBench.VaultA)]
    [InlineData("vault/vault-get.personal.INFERRED.json", "Private")]
    public void A_vault_has_its_type_and_counts_only_what_is_not_archived(string recording, string vault)
    {
        _bench.SignIn();
        _bench.Item(OpBench.VaultA, 1, "Here");
        _bench.Item(OpBench.VaultA, 2, "Archived", change: i => i["state"] = "ARCHIVED");
        var result = _bench.RunJson("vault", "get", vault);
        Assert.Equal(Recording.Shape(recording), JsonShape.Of(result.Bytes));
        Assert.Equal(vault == "Private" ? 0 : 1, (int)result.Json["items"]!);
    }

    [Fact]
    [Covers("vault/vault-create.INFERRED.json")]
    public void A_new_vault_is_printed_like_a_vault()
    {
        var result = _bench.RunJson("vault", "create", "Restored", "--description", "made by restore");
        Assert.Equal(Recording.Shape("vault/vault-create.INFERRED.json"), JsonShape.Of(result.Bytes));
        Assert.Contains((string)result.Json["id"]!, _bench.RunJson("vault", "list").Out, StringComparison.Ordinal);
    }

    private void GiveOwnersEverything()
    {
        var path = Path.Combine(_bench.Home, "vaults", OpBench.VaultA, "vault.json");
        var vault = (JsonObject)JsonNode.Parse(File.ReadAllText(path))!;
        vault["access"]!["groups"] = new JsonObject { ["gggggggggggggggggggggggggg"] = new JsonArray("view_items") };
        File.WriteAllText(path, vault.ToJsonString());
    }

    public void Dispose() => _bench.Dispose();
}
