using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace SpareKey.Cli.Tests;

public sealed class OpenExportTests
{
    private const string Data = """
        {"accounts":[{"attrs":{"accountName":"Family"},"vaults":[{"attrs":{"uuid":"../../v1","name":"Personal"},"items":[
        {"uuid":"../../../evil","state":"active","categoryUuid":"001","overview":{"title":"evil\u001b[2Jtitle","url":"https://example.com"},
         "details":{"loginFields":[{"name":"u","value":"wendy","fieldType":"T","designation":"username"},{"name":"p","value":"hunter2","fieldType":"P","designation":"password"}],"notesPlain":"note",
          "sections":[{"title":"More","fields":[{"title":"attached","id":"f","value":{"file":{"fileName":"../../up.txt","documentId":"..","decryptedSize":5}}}]}]}},
        {"uuid":"same","categoryUuid":"003","overview":{"title":"first"},"details":{"notesPlain":"one"}},
        {"uuid":"same","categoryUuid":"003","overview":{"title":"second"},"details":{"notesPlain":"two"}}]}]}]}
        """;

    private static string Sample => Path.Combine(TestKit.Repository.Root, "testvectors", "model", "sample.opvault");

    [Fact]
    public async Task A_1PUX_file_is_listed_and_an_item_shown_masked()
    {
        using var scene = new ModelScene();
        var file = scene.Write("x.1pux", OnePux());

        var list = await scene.RunAsync("open-export", file);
        var item = await scene.RunAsync("open-export", file, "--item", "../../../evil");
        var revealed = await scene.RunAsync("open-export", file, "--item", "../../../evil", "--reveal", "--json");

        Assert.True(list.ExitCode == 0, list.Error + list.Text);
        Assert.Contains("1PUX", list.Text, StringComparison.Ordinal);
        Assert.Contains("\\u{1b}[2Jtitle", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', list.Text + item.Text);
        Assert.Contains("password: ***", item.Text, StringComparison.Ordinal);
        Assert.Contains("username: wendy", item.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", item.Text, StringComparison.Ordinal);
        Assert.Contains("hunter2", revealed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_names_stay_inside_the_private_folder_and_nothing_is_overwritten()
    {
        using var scene = new ModelScene();
        var file = scene.Write("x.1pux", OnePux());

        var run = await scene.RunAsync("open-export", file, "--extract", scene["deep/er/out"]);
        var again = await scene.RunAsync("open-export", file, "--extract", scene["deep/er/out"]);

        Assert.True(run.ExitCode == 0, run.Error + run.Text);
        Assert.Contains("wipe them", run.Text, StringComparison.Ordinal);
        var files = Directory.GetFiles(scene["."], "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".1pux", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, files.Length);
        Assert.All(files, path => Assert.StartsWith(Path.GetFullPath(scene["deep/er/out/vaults"]), Path.GetFullPath(path), StringComparison.Ordinal));
        Assert.Equal("hello", await File.ReadAllTextAsync(Assert.Single(files, path => Path.GetFileName(path) == "up.txt"), TestContext.Current.CancellationToken));
        Assert.Contains("one", await File.ReadAllTextAsync(Assert.Single(files, path => Path.GetFileName(path) == "same.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("two", await File.ReadAllTextAsync(Assert.Single(files, path => Path.GetFileName(path) == "same.2.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.All(files, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
        ModelScene.AssertError(again, 2, "is not empty");
    }

    [Fact]
    public async Task An_OPVault_folder_is_listed_shown_and_extracted()
    {
        using var scene = new ModelScene();
        var password = scene.Write("pw.txt", "p\u00E4ssword");

        var list = await scene.RunAsync("open-export", Sample, "--password-file", password);
        var item = await scene.RunAsync("open-export", Sample, "--password-file", password, "--item", "Title", "--reveal");
        var extract = await scene.RunAsync("open-export", Sample, "--password-file", password, "--extract", scene["out"], "--json");

        Assert.True(list.ExitCode == 0, list.Error + list.Text);
        Assert.Contains("Title [archived]", list.Text, StringComparison.Ordinal);
        Assert.Contains("password: hunter2", item.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', list.Text + item.Text);
        Assert.Equal(2, ModelScene.Json(extract).GetProperty("files").GetInt32());
        var attachment = Assert.Single(Directory.GetFiles(scene["out"], "evil_.txt", SearchOption.AllDirectories));
        Assert.Equal("content", await File.ReadAllTextAsync(attachment, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_published_OPVault_opens_with_every_item()
    {
        var vector = ModelScene.Shared("opvault.json")["agilebits-freddy"]!;
        using var scene = new ModelScene();
        scene.Write("freddy.opvault/default/profile.js", $"var profile={vector["profile"]!.ToJsonString()};");
        foreach (var band in vector["items"]!.AsArray().GroupBy(item => item!["band"]!.GetValue<string>()))
        {
            var items = new JsonObject(band.Select(item => KeyValuePair.Create(item!["uuid"]!.GetValue<string>(), (JsonNode?)item["raw"]!.DeepClone())));
            scene.Write($"freddy.opvault/default/{band.Key}", $"ld({items.ToJsonString()});");
        }

        var run = await scene.RunAsync("open-export", scene["freddy.opvault"], "--password-file", scene.Write("pw.txt", "freddy"), "--json");

        Assert.True(run.ExitCode == 0, run.Error + run.Text);
        var titles = ModelScene.Json(run).GetProperty("vaults")[0].GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()).Order(StringComparer.Ordinal);
        var expected = vector["items"]!.AsArray().Select(item => JsonNode.Parse(item!["overview_plain"]!.GetValue<string>())!["title"]?.GetValue<string>() ?? "").Order(StringComparer.Ordinal);
        Assert.Equal(expected, titles);
    }

    [Fact]
    public async Task A_wrong_or_missing_password_has_its_own_answer()
    {
        using var scene = new ModelScene();

        ModelScene.AssertError(await scene.RunAsync("open-export", Sample, "--password-file", scene.Write("pw.txt", "wrong")), 8, "does not open with this password");
        ModelScene.AssertError(await scene.RunAsync("open-export", Sample), 2, "no password given");
        ModelScene.AssertError(await scene.RunAsync("open-export", scene.Write("x.1pux", OnePux()), "--password-file", scene["pw.txt"]), 2, "only an OPVault folder has a password");
    }

    [Fact]
    public async Task What_is_no_export_is_named()
    {
        using var scene = new ModelScene();
        var whole = OnePux();
        Directory.CreateDirectory(scene["empty"]);

        ModelScene.AssertError(await scene.RunAsync("open-export", scene["none.1pux"]), 2, "none.1pux does not exist");
        ModelScene.AssertError(await scene.RunAsync("open-export", scene["empty"]), 1, "is no OPVault");
        ModelScene.AssertError(await scene.RunAsync("open-export", scene.Write("cut.1pux", whole[..(whole.Length / 2)])), 1, "cut.1pux: 1PUX: it is no sound ZIP file");
        ModelScene.AssertError(await scene.RunAsync("open-export", scene.Write("text.1pux", "hello")), 1, "text.1pux: ");
        ModelScene.AssertError(await scene.RunAsync("open-export", scene.Write("zip.1pux", Zip(("x", "y")))), 1, "export.attributes");
        ModelScene.AssertError(await scene.RunAsync("open-export", scene.Write("new.1pux", Zip(("export.attributes", """{"version":9}"""), ("export.data", "{}")))), 1, "version 9");
        ModelScene.AssertError(await scene.RunAsync("open-export", scene.Write("x.1pux", whole), "--item", "nothing"), 1, "no item nothing");
        ModelScene.AssertError(await scene.RunAsync("open-export", scene["x.1pux"], "--item", "same"), 1, "2 items are called same");
    }

    [Fact]
    public async Task A_file_missing_from_the_export_is_named_and_the_rest_comes_out()
    {
        using var scene = new ModelScene();
        var file = scene.Write("x.1pux", Zip(("export.attributes", """{"version":3}"""), ("export.data", Data)));

        var run = await scene.RunAsync("open-export", file, "--extract", scene["out"]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("NOT READ: ", run.Text, StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(scene["out"], "*.json", SearchOption.AllDirectories).Length);
    }

    private static byte[] OnePux() => Zip(("export.attributes", """{"version":3}"""), ("export.data", Data), ("files/..__../../up.txt", "hello"));

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }
}
