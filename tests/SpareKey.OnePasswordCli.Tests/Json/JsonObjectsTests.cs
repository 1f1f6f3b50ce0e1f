using System.Text;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Tests.Json;

public sealed class JsonObjectsTests
{
    [Theory]
    [InlineData("{\n  \"a\": 1\n}\n{\"b\":{\"c\":\"}\"}}\n", true, "{\n  \"a\": 1\n}\n", "{\"b\":{\"c\":\"}\"}}\n")]
    [InlineData("{\"a\":1}", true, "{\"a\":1}\n")]
    [InlineData("{\"a\":1}{\"b\":2}\n", true, "{\"a\":1}\n", "{\"b\":2}\n")]
    [InlineData("{\"a\":1}\r\n{\"b\":2}\r\n", true, "{\"a\":1}\n", "{\"b\":2}\n")]
    [InlineData("", true)]
    [InlineData("{\"a\":1}\n{\"b\":", false, "{\"a\":1}\n")]
    [InlineData("{\"a\":1}\nerror: what", false, "{\"a\":1}\n")]
    [InlineData("[{\"a\":1}]\n", false)]
    public void Objects_are_cut_out_byte_for_byte(string printed, bool whole, params string[] expected)
    {
        List<ReadOnlyMemory<byte>> objects = [];
        Assert.Equal(whole, JsonObjects.Split(Encoding.UTF8.GetBytes(printed), objects));
        Assert.Equal<string[]>(expected, [.. objects.Select(static json => Encoding.UTF8.GetString(json.Span))]);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_no_item()
    {
        byte[] json = [.. "{\"id\":\"aaaa\",\"vault\":{\"id\":\"bbbb\"},\"title\":\""u8, 0xff, .. "\"}\n"u8];
        List<ReadOnlyMemory<byte>> objects = [];
        Assert.True(JsonObjects.Split(json, objects));
        Assert.Null(ItemFacts.Parse(objects[0]));
    }

    [Fact]
    public void An_item_needs_its_ids_and_nothing_else()
    {
        ItemFacts item = ItemFacts.Parse("{\"id\":\"aaaa\",\"vault\":{\"id\":\"bbbb\"}}"u8.ToArray())!;
        Assert.Equal(new ItemKey("bbbb", "aaaa"), item.Key);
        Assert.Equal(("", "", false, null), (item.Title, item.Category, item.Archived, item.Version));
        Assert.Empty(item.Files);
        Assert.Null(ItemFacts.Parse("{\"id\":\"aaaa\"}"u8.ToArray()));
        Assert.Null(ItemFacts.Parse("{\"ID\":\"aaaa\",\"vault\":{\"id\":\"bbbb\"}}"u8.ToArray()));
        Assert.Null(ItemFacts.Parse("[]"u8.ToArray()));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("--account=x")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("äöü")]
    public void An_id_that_could_be_anything_else_is_refused(string id) =>
        Assert.Null(ItemFacts.Parse(Encoding.UTF8.GetBytes($$$"""{"id":"{{{id}}}","vault":{"id":"bbbb"}}""")));

    [Fact]
    public void Hostile_text_and_keys_there_twice_are_survived()
    {
        ItemFacts item = ItemFacts.Parse(
            """{"id":"x","id":"aaaa","title":"half \ud800","version":7,"extra":[{}],"vault":{"id":"bbbb"},"files":[{"id":"ffff","name":"a\u0000/../b","size":3},{"name":5},7]}"""u8.ToArray())!;
        Assert.Equal("aaaa", item.Key.ItemId);
        Assert.Equal("half \\ud800", item.Title);
        Assert.Equal([("ffff", "a\0/../b", 3L), (null, "", null), (null, "", null)], item.Files.Select(static file => (file.Id, file.Name, file.Size)));
    }

    [Theory]
    [InlineData("2022-06-27T01:52:11Z", "2022-06-27T01:52:11.0000000+00:00")]
    [InlineData("2022-11-08T20:37:18.783376-08:00", "2022-11-08T20:37:18.7833760-08:00")]
    [InlineData("yesterday", "1970-01-01T00:00:00.0000000+00:00")]
    public void Both_kinds_of_time_are_read(string printed, string expected)
    {
        ItemFacts item = ItemFacts.Parse(Encoding.UTF8.GetBytes($$$"""{"id":"a","vault":{"id":"b"},"updated_at":"{{{printed}}}"}"""))!;
        Assert.Equal(expected, item.UpdatedAt.ToString("O"));
    }

    [Theory]
    [InlineData("""[{"id":"f4x7bsl5rjhe7kscozcmjryrqq","name":"Shared","content_version":73}]""", null)]
    [InlineData("""[{"id":"f4x7bsl5rjhe7kscozcmjryrqq","name":"Shared","content_version":73,"created_at":"2024-09-03T12:52:19Z","updated_at":"2024-09-03T12:58:26Z","items":4}]""", 4L)]
    public void Lists_of_vaults_before_and_since_2_30_are_read(string printed, long? items)
    {
        VaultFacts vault = Assert.Single(VaultFacts.List(Encoding.UTF8.GetBytes(printed)));
        Assert.Equal(("f4x7bsl5rjhe7kscozcmjryrqq", "Shared", 73L, items), (vault.Id, vault.Name, vault.ContentVersion, vault.Items));
    }

    [Theory]
    [InlineData("""{"URL":"https://x.1password.com","ServiceAccountType":"SERVICE_ACCOUNT"}""", null, true)]
    [InlineData("""{"url":"https://x.1password.com","user_uuid":"F","account_uuid":"M5C4","user_type":"SERVICE_ACCOUNT"}""", "M5C4", true)]
    [InlineData("""{"url":"https://x.1password.com","URL":"https://x.1password.com","account_uuid":"M5C4","user_type":"SERVICE_ACCOUNT","ServiceAccountType":"SERVICE_ACCOUNT"}""", "M5C4", true)]
    [InlineData("""{"url":"https://x.1password.com","email":"a@b","user_uuid":"5G","account_uuid":"GRX","shorthand":"s"}""", "GRX", false)]
    public void Every_known_whoami_is_read(string printed, string? account, bool service)
    {
        AccountFacts facts = AccountFacts.FromWhoAmI(Encoding.UTF8.GetBytes(printed));
        Assert.Equal((account, "https://x.1password.com", service), (facts.AccountId, facts.Url, facts.IsServiceAccount));
    }
}
