using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

/// <summary>One organisation for all tests of this file; they only read it.</summary>
public sealed class SampleFixture : IDisposable
{
    private readonly OpBench _bench = new();

    public SampleFixture()
    {
        Home = Path.Combine(_bench.Home, "organisation");
        var printed = _bench.Run("simulator", "init", Home, "--seed", "7").Ok().Out;
        Tokens = [.. printed.Split('\n').Where(l => l.Contains("OP_SERVICE_ACCOUNT_TOKEN=", StringComparison.Ordinal)).Select(l => l.Split('=')[1])];
    }

    public string Home { get; }

    public IReadOnlyList<string> Tokens { get; }

    public void Dispose() => _bench.Dispose();
}

public sealed class OrganisationTests : IClassFixture<SampleFixture>, IDisposable
{
    private readonly OpBench _bench = new();
    private readonly string _home;
    private readonly IReadOnlyList<string> _tokens;

    public OrganisationTests(SampleFixture sample)
    {
        _home = sample.Home;
        _tokens = sample.Tokens;
        _bench.Variables["SIMULATED_OP_HOME"] = _home;
        _bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = _tokens[0];
    }

    private List<JsonObject> Items() => [.. ((JsonArray)_bench.RunJson("item", "list", "--include-archive").Json).Select(i => i!.AsObject())];

    [Fact]
    public void The_same_seed_writes_the_same_organisation()
    {
        var again = Path.Combine(_bench.Home, "again");
        _bench.Run("simulator", "init", again, "--seed", "7").Ok();
        var names = Directory.EnumerateFiles(again, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(again, f)).ToList();
        Assert.True(names.Count > 300);
        string[] madeByCalls = [".overview", "state.json", ".lock"];
        names.RemoveAll(n => madeByCalls.Contains(Path.GetFileName(n)));
        Assert.All(names, n => Assert.Equal(File.ReadAllBytes(Path.Combine(_home, n)), File.ReadAllBytes(Path.Combine(again, n))));
        var other = _bench.Run("simulator", "init", Path.Combine(_bench.Home, "other"), "--seed", "8").Ok().Out;
        Assert.DoesNotContain(_tokens[0], other, StringComparison.Ordinal);
    }

    [Fact]
    public void It_holds_every_category_an_empty_vault_archived_items_and_unseen_vaults()
    {
        var items = Items();
        Assert.InRange(items.Count, 250, 320);
        Assert.Equal(22, items.Select(i => (string)i["category"]!).Distinct().Count());
        Assert.Contains(items, i => (string?)i["state"] == "ARCHIVED" && (string)i["category"]! == "DOCUMENT");
        var vaults = (JsonArray)_bench.RunJson("vault", "list").Json;
        Assert.Contains(vaults, v => (int)v!["items"]! == 0);
        Assert.DoesNotContain(vaults, v => (string)v!["name"]! is "Private" or "Employee" or "Shared" or "Former Staff");
        Assert.Equal(13, Directory.GetDirectories(Path.Combine(_home, "vaults")).Length);
    }

    [Fact]
    public void Every_item_and_file_the_first_token_sees_can_be_read_completely()
    {
        var list = _bench.RunJson("item", "list", "--include-archive").Out;
        var batch = _bench.RunWith(list, "item", "get", "-", "--include-archive", "--format", "json").Ok().Out;
        var items = batch.Replace("\n}\n{\n", "\n},\n{\n", StringComparison.Ordinal);
        var all = (JsonArray)JsonNode.Parse("[" + items + "]")!;
        Assert.Equal(Items().Select(i => (string)i["id"]!).Order(), all.Select(i => (string)i!["id"]!).Order());
        var withFiles = all.Where(i => i!["files"] is not null).ToList();
        Assert.Contains(withFiles, i => (string)i!["category"]! == "LOGIN");
        foreach (var item in withFiles)
            foreach (var file in (JsonArray)item!["files"]!)
            {
                var (vault, id) = ((string)item["vault"]!["id"]!, (string)item["id"]!);
                var content = (string)item["category"]! == "DOCUMENT"
                    ? _bench.Run("document", "get", id, "--vault", vault, "--include-archive").Ok().Bytes
                    : _bench.Run("read", "-n", $"op://{vault}/{id}/{(string)file!["id"]!}").Ok().Bytes;
                Assert.Equal((int)file!["size"]!, content.Length);
            }
    }

    [Fact]
    public void The_second_token_meets_an_attachment_that_nothing_can_fetch()
    {
        _bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = _tokens[1];
        var archived = Items().Where(i => (string?)i["state"] == "ARCHIVED").Select(i => _bench.RunJson("item", "get", (string)i["id"]!, "--vault", (string)i["vault"]!["id"]!).Json).ToList();
        var lost = Assert.Single(archived, i => i["files"] is not null && (string)i["category"]! != "DOCUMENT");
        var result = _bench.Run("read", $"op://{(string)lost["vault"]!["id"]!}/{(string)lost["id"]!}/{(string)lost["files"]![0]!["id"]!}");
        Assert.Contains("deleted or archived", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_account_has_the_size_that_was_asked_for()
    {
        var load = Path.Combine(_bench.Home, "load");
        var printed = _bench.Run("simulator", "generate", load, "--vaults", "2", "--items", "200", "--files", "10", "--file-size", "1000").Ok().Out;
        _bench.Variables["SIMULATED_OP_HOME"] = load;
        _bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = printed.Split("OP_SERVICE_ACCOUNT_TOKEN=")[1].Trim();
        Assert.Equal(200, Items().Count);
        Assert.Equal(10, Directory.EnumerateFiles(load, "*", SearchOption.AllDirectories).Count(f => new FileInfo(f).Length == 1000));
    }

    [Theory]
    [InlineData("simulator", "init")]
    [InlineData("simulator", "inti", "x")]
    [InlineData("simulator", "init", "x", "--sed", "1")]
    [InlineData("simulator", "init", "x", "--seed", "one")]
    [InlineData("run", "--", "x")]
    public void What_the_simulator_cannot_do_it_says_with_exit_70(params string[] argv)
    {
        var result = _bench.Run(argv);
        Assert.Equal(70, result.Exit);
        Assert.StartsWith("op simulator: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_model_it_says_where_it_looked()
    {
        _bench.Variables["SIMULATED_OP_HOME"] = Path.Combine(_bench.Home, "nowhere");
        var result = _bench.Run("vault", "list");
        Assert.Equal(70, result.Exit);
        Assert.Contains("nowhere", result.Error, StringComparison.Ordinal);
        Assert.Equal(70, _bench.Run("simulator", "init", _home).Exit);
    }

    public void Dispose() => _bench.Dispose();
}
