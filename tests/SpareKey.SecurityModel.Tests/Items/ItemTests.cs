using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Items;

public sealed class ItemTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void The_login_opens_field_by_field()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.PersonalVault);
        var item = vault.OpenItem(SyntheticAccount.Item(0));
        Assert.Equal("Login", item.Category.Name);
        Assert.Equal(ItemState.Active, item.State);
        Assert.Equal("Login é", item.Overview.Title);
        Assert.Equal("me@example.com", item.Overview.Subtitle);
        Assert.Equal([new ItemUrl("website", "https://example.com/"), new ItemUrl("alt", "https://alt.example.com")], item.Overview.Urls);
        Assert.Equal(["a/b", "c"], item.Overview.Tags);
        Assert.Equal(80, item.Overview.PasswordStrength);
        Assert.Equal("me@example.com", item.Details.Designated("username"));
        Assert.Equal("p@ss\"\\w\u00F6rd\u2028", item.Details.Designated("password"));
        Assert.True(item.Details.Fields[1].IsConcealed);
        Assert.Equal("line1\nline2\t\0end", item.Details.Notes);
        Assert.Equal([new EarlierPassword("old", DateTimeOffset.FromUnixTimeSeconds(1600000000))], item.Details.PasswordHistory);
        var fields = Assert.Single(item.Details.Sections).Fields;
        Assert.True(fields[0].IsOneTimePassword);
        Assert.True(fields[0].IsConcealed);
        Assert.Equal("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP", fields[0].Text);
        Assert.False(fields[1].IsConcealed);
        Assert.Equal("1735787045", fields[2].Text);
        Assert.Equal("202612", fields[3].Text);
        Assert.Equal("1 St", fields[4].Value!.Str("street"));
        Assert.True(fields[5].IsConcealed);
        Assert.Equal("""{"nested":[1,null,true,1.5e+300]}""", fields[5].Text);
    }

    [Fact]
    public void The_items_of_the_vector_have_exactly_the_expected_content()
    {
        var expected = SyntheticAccount.Json.Node("itemsExpected").AsArray();
        foreach (var (node, i) in SyntheticAccount.Json.Node("items").AsArray().Select((node, i) => (node!, i)))
        {
            using var vault = SyntheticAccount.Open(node.Str("vaultUuid"));
            var item = vault.OpenItem(SyntheticAccount.Item(i));
            Assert.Equal(expected[i]!.Str("uuid"), item.Uuid);
            if (expected[i]!["overview"] is { } overview)
                Assert.True(JsonNode.DeepEquals(overview, item.Overview.ToJson()));
            if (expected[i]!["details"] is { } details)
                Assert.True(JsonNode.DeepEquals(details, item.Details.ToJson()));
            if (expected[i]!["documentAttributes"] is { } document)
                Assert.True(JsonNode.DeepEquals(document, item.Details.ReadDocument()!.ToJson()));
        }
    }

    [Fact]
    public void An_item_under_an_older_vault_key_opens_and_is_archived()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.TeamVault);
        var encrypted = SyntheticAccount.Item(1);
        Assert.NotEqual(vault.ActiveKeyId, encrypted.EncryptedBy);
        var item = vault.OpenItem(encrypted);
        Assert.Equal(ItemState.Archived, item.State);
        Assert.Equal("still readable", item.Details.Notes);
    }

    [Fact]
    public void A_changed_item_is_sealed_with_the_newest_key_and_keeps_what_is_unknown()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.TeamVault);
        var json = SyntheticAccount.Item(1).ToJson();
        json["future"] = new JsonArray(1, "two");
        json["encDetails"]!["future"] = "kept";
        var item = vault.OpenItem(EncryptedItem.Read(json));
        item.Details.Notes = "changed";
        var saved = vault.SealItem(item, "USER", Now, SystemRandomness.Instance);
        Assert.Equal(vault.ActiveKeyId, saved.EncryptedBy);
        Assert.Equal(2, saved.Version);
        Assert.Equal("2026-01-02T03:04:05Z", saved.ToJson().Str("updatedAt"));
        Assert.Equal("2025-01-02T03:04:05Z", saved.ToJson().Str("createdAt"));
        Assert.Equal("""[1,"two"]""", saved.ToJson().Node("future").ToJsonString());
        Assert.Equal("kept", saved.ToJson().Node("encDetails").Str("future"));
        var again = vault.OpenItem(EncryptedItem.Read(saved.ToJson()));
        Assert.Equal("changed", again.Details.Notes);
        Assert.Equal("Old key note", again.Overview.Title);
    }

    [Fact]
    public void Unknown_plaintext_survives_a_change_exactly()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.PersonalVault);
        var item = vault.OpenItem(SyntheticAccount.Item(0));
        item.Overview.Title = "New title";
        var again = vault.OpenItem(vault.SealItem(item, "USER", Now, SystemRandomness.Instance));
        Assert.Equal("New title", again.Overview.Title);
        Assert.Equal(SyntheticAccount.Json.Node("itemsExpected")[0]!.Node("details").ToJsonString(), again.Details.ToJson().ToJsonString());
    }

    [Fact]
    public void A_new_item_reads_back_as_written()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.PersonalVault);
        var item = Item.Create(ItemCategory.Login, "Title", SystemRandomness.Instance);
        item.Overview.Subtitle = "me";
        item.Overview.Urls = [new("website", "https://example.com")];
        item.Overview.Tags = ["x"];
        item.Details.AddField("username", "me", designation: "username");
        item.Details.AddField("password", "secret", "P", "password");
        item.Details.AddSection("s", "Section").AddField("date", "d", "day", JsonValue.Create(1735787045L));
        var saved = vault.SealItem(item, "USER", Now, SystemRandomness.Instance);
        Assert.Equal(1, saved.Version);
        Assert.Matches("^[a-z2-7]{26}$", saved.Uuid);
        Assert.Equal("N", saved.ToJson().Str("trashed"));
        var again = vault.OpenItem(EncryptedItem.Read(saved.ToJson()));
        Assert.Equal("secret", again.Details.Designated("password"));
        Assert.Equal("1735787045", again.Details.Sections[0].Fields[0].Text);
        Assert.Equal(["x"], again.Overview.Tags);
        Assert.DoesNotContain("secret", saved.ToJson().ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Items_come_bare_wrapped_and_alone()
    {
        var bare = new JsonArray([.. SyntheticAccount.Json.Node("items").AsArray().Select(node => node!["item"]!.DeepClone())]);
        Assert.Equal(3, EncryptedItem.ParseList(bare.Utf8()).Count);
        Assert.Equal(3, EncryptedItem.ParseList(new JsonObject { ["batchComplete"] = true, ["items"] = bare.DeepClone() }.Utf8()).Count);
        Assert.Single(EncryptedItem.ParseList(bare[0]!.Utf8()));
        Assert.Single(EncryptedItem.ParseList(new JsonObject { ["item"] = bare[0]!.DeepClone() }.Utf8()));
        Assert.Empty(EncryptedItem.ParseList("""{"batchComplete":true,"items":null}"""u8));
    }

    [Fact]
    public void An_item_of_another_vault_is_refused_by_key_name()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.PersonalVault);
        Assert.Throws<MissingKeyException>(() => vault.OpenItem(SyntheticAccount.Item(1)));
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_note_does_not_make_the_item_unreadable()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.PersonalVault);
        var encrypted = SyntheticAccount.Item(0).With(json =>
            json["encDetails"] = vault.ActiveKey.Seal("""{"notesPlain":"a\ud83dz \ud83d\ude00 \\ud83d"}"""u8, SystemRandomness.Instance).ToJson());
        Assert.Equal("a\uFFFDz \U0001F600 \\ud83d", vault.OpenItem(encrypted).Details.Notes);
    }

    [Fact]
    public void Values_do_not_print()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.PersonalVault);
        var item = vault.OpenItem(SyntheticAccount.Item(0));
        var printed = $"{item} {item.Details.Fields[1]} {item.Details.Sections[0].Fields[0]} {item.Details.PasswordHistory[0]}";
        Assert.DoesNotContain("p@ss", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("JBSWY3DPEHPK3PXP", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("old", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("N", ItemState.Active)]
    [InlineData("Y", ItemState.Archived)]
    [InlineData("D", ItemState.Deleted)]
    [InlineData("?", ItemState.Unknown)]
    public void The_state_is_read(string trashed, ItemState state) =>
        Assert.Equal(state, SyntheticAccount.Item(0).With(json => json["trashed"] = trashed).State);
}
