using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.SecurityModel.Tests.Exports;

public sealed class OnePuxTests
{
    [Fact]
    public void A_login_becomes_an_item_of_the_common_model()
    {
        using var export = Open(OnePuxMaker.Make(OnePuxMaker.Login, OnePuxMaker.Document));
        Assert.Empty(export.Problems);
        Assert.Equal(new ExportVault("v1", "Personal", "Family"), Assert.Single(export.Vaults));
        var item = export.Items[0].Item;
        Assert.Equal(ItemCategory.Login, item.Category);
        Assert.Equal("Title", item.Overview.Title);
        Assert.Equal("me", item.Overview.Subtitle);
        Assert.Equal([new ItemUrl("website", "https://example.com")], item.Overview.Urls);
        Assert.Equal(88, item.Overview.PasswordStrength);
        Assert.Equal("me", item.Details.Designated("username"));
        Assert.Equal("hunter2", item.Details.Designated("password"));
        Assert.True(item.Details.Fields[1].IsConcealed);
        Assert.Equal("note", item.Details.Notes);
        Assert.Equal("old", Assert.Single(item.Details.PasswordHistory).Value);
        Assert.Equal("[1.5e+300]", item.Details.ToJson().Node("future").ToJsonString());
        var fields = Assert.Single(item.Details.Sections).Fields;
        Assert.True(fields[0].IsOneTimePassword);
        Assert.Equal(
            ["concealed", "email", "date", "monthYear", "address", "sshKey", "URL", "creditCardNumber", "file", "hologram", "date"],
            fields.Select(field => field.Kind));
        Assert.Equal("a@b.example", fields[1].Text);
        Assert.Equal("315619200", fields[2].Text);
        Assert.Equal("PEM", fields[5].Text);
        Assert.True(fields[5].IsConcealed && fields[7].IsConcealed && fields[9].IsConcealed);
        Assert.Equal("""{"a":1}""", fields[9].Text);
        Assert.Null(fields[10].Value);
    }

    [Fact]
    public void Files_are_found_by_document_id_and_their_names_are_not_trusted()
    {
        using var export = Open(OnePuxMaker.Make(OnePuxMaker.Login, OnePuxMaker.Document));
        var attached = Assert.Single(export.Items[0].Files);
        Assert.Equal("..\\..\\evil.exe", attached.Name);
        Assert.Equal("evil.exe", attached.SafeName);
        using var bytes = export.ReadFile(attached);
        Assert.Equal([1, 2, 3], bytes.DangerousBytes.ToArray());
        using var document = export.ReadFile(Assert.Single(export.Items[1].Files));
        Assert.Equal("hello", Encoding.UTF8.GetString(document.DangerousBytes));
        Assert.Equal(ItemState.Archived, export.Items[1].Item.State);
    }

    [Fact]
    public void Older_shapes_of_an_item_read_too()
    {
        var trashed = OnePuxMaker.Login;
        trashed.Remove("state");
        trashed["trashed"] = true;
        var wrapped = new JsonObject { ["item"] = OnePuxMaker.Login, ["file"] = null };
        using var export = Open(OnePuxMaker.Make(trashed, wrapped, new JsonObject { ["overview"] = new JsonObject { ["title"] = "bare" } }));
        Assert.Equal([ItemState.Archived, ItemState.Active, ItemState.Active], export.Items.Select(entry => entry.Item.State));
        Assert.Equal("bare", export.Items[2].Item.Overview.Title);
    }

    [Fact]
    public void A_missing_file_and_one_that_nobody_claims_are_reported()
    {
        var document = OnePuxMaker.Document;
        document["details"]!["documentAttributes"]!["documentId"] = "gone";
        using var export = Open(OnePuxMaker.Make(document));
        Assert.Contains(export.Problems, problem => problem.Contains("gone", StringComparison.Ordinal));
        Assert.Equal(2, export.Problems.Count(problem => problem.Contains("belongs to no item", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_item_that_is_malformed_is_reported_and_the_others_are_read()
    {
        var broken = OnePuxMaker.Login;
        broken["details"]!["sections"]![0]!["fields"]![0]!["value"] = new JsonObject { ["string"] = "a", ["concealed"] = "b" };
        using var export = Open(OnePuxMaker.Make(broken, OnePuxMaker.Document));
        Assert.Single(export.Items);
        Assert.Contains(export.Problems, problem => problem.Contains("two kinds at once", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_sound_export_is_refused()
    {
        var attributes = Encoding.UTF8.GetBytes(OnePuxMaker.Attributes);
        var data = OnePuxMaker.Data().Utf8();
        Assert.Throws<MalformedDataException>(() => Open([]));
        Assert.Throws<MalformedDataException>(() => Open(new byte[1000]));
        Assert.Throws<MalformedDataException>(() => Open(OnePuxMaker.Zip(("export.data", data))));
        Assert.Throws<MalformedDataException>(() => Open(OnePuxMaker.Zip(("export.attributes", attributes))));
        Assert.Throws<MalformedDataException>(() => Open(OnePuxMaker.Zip(("export.attributes", attributes), ("export.data", data), ("export.data", data))));
        Assert.Throws<UnsupportedSchemeException>(() => Open(OnePuxMaker.Zip(("export.attributes", """{"version":4}"""u8.ToArray()), ("export.data", data))));
    }

    [Fact]
    public void An_entry_that_unpacks_beyond_its_bound_is_refused_without_being_held()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("export.attributes").Open();
            var chunk = new byte[1024 * 1024];
            for (var i = 0; i < 64; i++)
                entry.Write(chunk);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<MalformedDataException>(() => Open(stream.ToArray()));
        Assert.Contains("more than 1048576 bytes", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024 * 1024);
    }

    [Fact]
    public void A_real_header_is_read_and_every_category_template_keeps_its_kinds()
    {
        var vector = Vectors.Shared("onepux.json");
        foreach (var (category, sections) in vector.Node("category_templates").AsObject())
        {
            var zip = OnePuxMaker.Zip(
                ("export.attributes", Encoding.UTF8.GetBytes(vector.Node("zip_sample").Str("export_attributes"))),
                ("export.data", OnePuxMaker.Data(FromTemplate(category, sections!.AsArray())).Utf8()));
            using var export = Open(zip);
            Assert.Empty(export.Problems);
            var item = Assert.Single(export.Items).Item;
            Assert.DoesNotContain("Category", item.Category.Name, StringComparison.Ordinal);
            var expected = sections!.AsArray().SelectMany(section => section!.Node("fields").AsArray()).Select(field => (field!.Str("id"), field!.Str("title"), KindInAccounts(field!.Str("kind"))));
            Assert.Equal(expected, item.Details.Sections.SelectMany(section => section.Fields).Select(field => (field.Name, field.Label, field.Kind)));
        }
        Assert.Equal(2, vector.Node("zip_sample").Node("expected").Node("vaults").AsArray().Count);
    }

    private static string KindInAccounts(string kind) => kind switch
    {
        "totp" => "concealed",
        "url" => "URL",
        "creditCardType" => "cctype",
        _ => kind,
    };

    private static JsonObject FromTemplate(string category, JsonArray sections)
    {
        var copy = sections.DeepClone().AsArray();
        foreach (var field in copy.SelectMany(section => section!.Node("fields").AsArray()).Select(field => field!.AsObject()))
        {
            field["value"] = new JsonObject { [field.Str("kind")] = "x" };
            field.Remove("kind");
        }
        return new JsonObject { ["uuid"] = "i", ["categoryUuid"] = category, ["details"] = new JsonObject { ["sections"] = copy }, ["overview"] = new JsonObject() };
    }

    private static OnePuxArchive Open(byte[] bytes) => OnePuxArchive.Open(new MemoryStream(bytes, writable: false));
}
