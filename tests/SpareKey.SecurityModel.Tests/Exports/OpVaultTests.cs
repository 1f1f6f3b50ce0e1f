using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.SecurityModel.Tests.Exports;

public sealed class OpVaultTests
{
    private readonly OpVaultMaker _maker = new();

    [Fact]
    public void A_vault_opens_with_items_folders_and_attachments()
    {
        using var vault = OpVaultArchive.Open(_maker.Make(), OpVaultMaker.Password);
        Assert.Empty(vault.Problems);
        Assert.Equal("default", Assert.Single(vault.Vaults).Name);
        Assert.Equal("Work", vault.Folders["F1"]);
        var (vaultId, item, files) = Assert.Single(vault.Items);
        Assert.Equal(vault.Vaults[0].Id, vaultId);
        Assert.Equal(OpVaultMaker.ItemUuid, item.Uuid);
        Assert.Equal(ItemCategory.Login, item.Category);
        Assert.Equal(ItemState.Archived, item.State);
        Assert.Equal("F1", item.FolderId);
        Assert.Equal(7, item.FavoriteIndex);
        Assert.Equal("Title", item.Overview.Title);
        Assert.Equal("me", item.Overview.Subtitle);
        Assert.Equal([new ItemUrl("", "https://example.com")], item.Overview.Urls);
        Assert.Equal("hunter2", item.Details.Designated("password"));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_600_000_000), item.CreatedAt);
        var file = Assert.Single(files);
        Assert.Equal("../evil\u202E.txt", file.Name);
        Assert.Equal("evil_.txt", file.SafeName);
        Assert.Equal(7, file.Size);
        using var content = vault.ReadFile(file);
        Assert.Equal("content"u8.ToArray(), content.DangerousBytes.ToArray());
    }

    [Fact]
    public void A_wrong_password_is_the_one_opaque_failure()
    {
        var error = Assert.Throws<UnlockFailedException>(() => OpVaultArchive.Open(_maker.Make(), "wrong"));
        Assert.Null(error.InnerException);
    }

    [Theory]
    [InlineData("category", "003")]
    [InlineData("folder", "F2")]
    [InlineData("o", null)]
    public void A_changed_member_of_an_item_breaks_its_MAC_and_is_reported(string member, string? value)
    {
        var item = _maker.Item();
        if (value is null)
            item.Remove(member);
        else
            item[member] = value;
        using var vault = Open(item);
        Assert.Empty(vault.Items);
        Assert.Contains(vault.Problems, problem => problem.Contains("hmac", StringComparison.Ordinal));
        Assert.Contains(vault.Problems, problem => problem.Contains("is not in this vault", StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_listed_under_another_id_is_refused()
    {
        var files = _maker.Make().With("x.opvault/default/band_0.js", Encoding.UTF8.GetBytes("ld(" + new JsonObject { ["OTHER"] = _maker.Item() }.ToJsonString() + ");"));
        using var vault = OpVaultArchive.Open(files, OpVaultMaker.Password);
        Assert.Contains("another id", vault.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_attachment_is_refused_when_it_is_read()
    {
        var files = _maker.Make();
        files.Files[OpVaultMaker.AttachmentName][^40] ^= 1;
        using var vault = OpVaultArchive.Open(files, OpVaultMaker.Password);
        Assert.Throws<DecryptionFailedException>(() => vault.ReadFile(vault.Items[0].Files[0]));
    }

    [Fact]
    public void Scripts_other_than_the_known_ones_are_refused()
    {
        foreach (var script in (string[])["", "{", "}{", "alert(1);ld({});", "ld({});alert(1)", "var profile=[];"])
        {
            var files = _maker.Make().With("x.opvault/default/band_1.js", Encoding.UTF8.GetBytes(script));
            Assert.Throws<MalformedDataException>(() => OpVaultArchive.Open(files, OpVaultMaker.Password));
        }
    }

    [Fact]
    public void A_folder_without_profile_is_no_OPVault()
    {
        var files = new MemoryFiles().With("readme.txt", "x"u8);
        Assert.False(OpVaultArchive.LooksLikeOne(files));
        Assert.True(OpVaultArchive.LooksLikeOne(_maker.Make()));
        Assert.Throws<MalformedDataException>(() => OpVaultArchive.Open(files, "x"));
    }

    [Fact]
    public void The_published_sample_vault_opens_completely()
    {
        var vector = Vectors.Shared("opvault.json").Node("agilebits-freddy");
        using var vault = OpVaultArchive.Open(Published(vector), vector.Str("password"));
        Assert.Empty(vault.Problems);
        var expected = vector.Node("items").AsArray();
        Assert.Equal(expected.Count, vault.Items.Count);
        foreach (var node in expected)
        {
            var item = vault.Items.Single(entry => entry.Item.Uuid == node!.Str("uuid")).Item;
            Assert.Equal(node!.Str("category"), item.Category.Code);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(node!.Str("overview_plain")), item.Overview.ToJson()));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(node!.Str("details_plain")), item.Details.ToJson()));
            Assert.Equal(node!.Node("raw")["trashed"] is not null, item.State != ItemState.Active);
        }
        foreach (var (uuid, folder) in vector.Node("folders").AsObject())
            Assert.Equal(folder!.Node("overview_plain").Str("title"), vault.Folders[uuid]);
    }

    [Fact]
    public void The_keys_of_the_published_sample_come_out()
    {
        var vector = Vectors.Shared("opvault.json").Node("agilebits-freddy");
        var profile = vector.Node("profile").AsObject();
        using var derived = OpKeys.Derive(vector.Str("password"), Convert.FromBase64String(profile.Str("salt")), Iterations.From(profile.Int("iterations")));
        Assert.Equal(vector.Str("kek_hex"), Hex(derived));
        using var master = derived.OpenOpData(Convert.FromBase64String(profile.Str("masterKey")), new Place("test"));
        Assert.Equal(vector.Str("masterKey_plain_sha256"), Convert.ToHexStringLower(SHA256.HashData(master.DangerousBytes)));
        using var keys = OpVaultKeys.Open(profile, vector.Str("password"), new Place("test"));
        Assert.Equal(vector.Str("master_enc_hex") + vector.Str("master_mac_hex"), Hex(keys.Master));
        Assert.Equal(vector.Str("overview_enc_hex") + vector.Str("overview_mac_hex"), Hex(keys.Overview));
        foreach (var node in vector.Node("items").AsArray())
        {
            using var itemKeys = keys.Master.OpenItemKey(Convert.FromBase64String(node!.Node("raw").Str("k")), new Place("test"));
            Assert.Equal(node!.Str("itemKey_hex"), Hex(itemKeys));
        }
        // The attachments' bytes are not among the vectors; their sealed names are.
        foreach (var node in vector.Node("attachments").AsArray())
        {
            using var overview = keys.Overview.OpenOpData(Convert.FromBase64String(node!.Node("metadata").Str("overview")), new Place("test"));
            Assert.True(JsonNode.DeepEquals(node!.Node("overview_plain"), JsonNode.Parse(overview.DangerousBytes)));
        }
    }

    private static string Hex(OpKeys keys) => Convert.ToHexStringLower([.. keys.Encryption, .. keys.Authentication]);

    private static MemoryFiles Published(JsonNode vector)
    {
        var files = new MemoryFiles();
        Add(files, "profile.js", "var profile=", vector.Node("profile"), ";");
        var folders = vector.Node("folders").DeepClone().AsObject();
        foreach (var (_, folder) in folders)
            folder!.AsObject().Remove("overview_plain");
        Add(files, "folders.js", "loadFolders(", folders, ");");
        foreach (var band in vector.Node("items").AsArray().GroupBy(item => item!.Str("band"), StringComparer.Ordinal))
            Add(files, band.Key, "ld(", new JsonObject(band.Select(item => KeyValuePair.Create(item!.Str("uuid"), (JsonNode?)item!.Node("raw").DeepClone()))), ");");
        return files;
    }

    private static void Add(MemoryFiles files, string name, string before, JsonNode json, string after) =>
        files.Files[name] = [.. Encoding.UTF8.GetBytes(before), .. json.Utf8(), .. Encoding.UTF8.GetBytes(after)];

    private OpVaultArchive Open(JsonObject item) =>
        OpVaultArchive.Open(_maker.Make().With("x.opvault/default/band_0.js", Encoding.UTF8.GetBytes("ld(" + new JsonObject { [OpVaultMaker.ItemUuid] = item }.ToJsonString() + ");")), OpVaultMaker.Password);
}
