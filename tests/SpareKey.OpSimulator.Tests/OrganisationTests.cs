using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

/// <summary>One organisation for all tests of this file; they only read it.</summary>
public sealed class SampleFixture : IDisposable
{
    private readonly OpBench bench = new();

    public SampleFixture()
    {
        Home = Path.Combine(bench.Home, "organisation");
        var printed = bench.Run("simulator", "init", Home, "--seed", "7").Ok().Out;
        Tokens = [.. printed.Split('\n').Where(l => l.Contains("OP_SERVICE_ACCOUNT_TOKEN=", StringComparison.Ordinal)).Select(l => l.Split('=')[1])];
    }

    public string Home { get; }

    public IReadOnlyList<string> Tokens { get; }

    public void Dispose() => bench.Dispose();
}

public sealed class OrganisationTests : IClassFixture<SampleFixture>, IDisposable
{
    private readonly OpBench bench = new();
    private readonly string home;
    private readonly IReadOnlyList<string> tokens;

    public OrganisationTests(SampleFixture sample)
    {
        home = sample.Home;
        tokens = sample.Tokens;
        bench.Variables["SIMULATED_OP_HOME"] = home;
        bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = tokens[0];
    }

    private List<JsonObject> Items() => [.. ((JsonArray)bench.RunJson("item", "list", "--include-archive").Json).Select(i => i!.AsObject())];

    [Fact]
    public void The_same_seed_writes_the_same_organisation()
    {
        var again = Path.Combine(bench.Home, "again");
        bench.Run("simulator", "init", again, "--seed", "7").Ok();
        var names = Directory.EnumerateFiles(again, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(again, f)).ToList();
        Assert.True(names.Count > 300);
        string[] madeByCalls = [".overview", "state.json", ".lock"];
        names.RemoveAll(n => madeByCalls.Contains(Path.GetFileName(n)));
        Assert.All(names, n => Assert.Equal(File.ReadAllBytes(Path.Combine(home, n)), File.ReadAllBytes(Path.Combine(again, n))));
        var other = bench.Run("simulator", "init", Path.Combine(bench.Home, "other"), "--seed", "8").Ok().Out;
        Assert.DoesNotContain(tokens[0], other, StringComparison.Ordinal);
    }

    [Fact]
    public void It_holds_every_category_an_empty_vault_archived_items_and_unseen_vaults()
    {
        var items = Items();
        Assert.InRange(items.Count, 250, 320);
        Assert.Equal(22, items.Select(i => (string)i["category"]!).Distinct().Count());
        Assert.Contains(items, i => (string?)i["state"] == "ARCHIVED" && (string)i["category"]! == "DOCUMENT");
        var vaults = (JsonArray)bench.RunJson("vault", "list").Json;
        Assert.Contains(vaults, v => (int)v!["items"]! == 0);
        Assert.DoesNotContain(vaults, v => (string)v!["name"]! is "Private" or "Employee" or "Shared" or "Former Staff");
        Assert.Equal(13, Directory.GetDirectories(Path.Combine(home, "vaults")).Length);
    }

    [Fact]
    public void Every_item_and_file_the_first_token_sees_can_be_read_completely()
    {
        var list = bench.RunJson("item", "list", "--include-archive").Out;
        var batch = bench.RunWith(list, "item", "get", "-", "--include-archive", "--format", "json").Ok().Out;
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
                    ? bench.Run("document", "get", id, "--vault", vault, "--include-archive").Ok().Bytes
                    : bench.Run("read", "-n", $"op://{vault}/{id}/{(string)file!["id"]!}").Ok().Bytes;
                Assert.Equal((int)file!["size"]!, content.Length);
            }
    }

    [Fact]
    public void The_second_token_meets_an_attachment_that_nothing_can_fetch()
    {
        bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = tokens[1];
        var archived = Items().Where(i => (string?)i["state"] == "ARCHIVED").Select(i => bench.RunJson("item", "get", (string)i["id"]!, "--vault", (string)i["vault"]!["id"]!).Json).ToList();
        var lost = Assert.Single(archived, i => i["files"] is not null && (string)i["category"]! != "DOCUMENT");
        var result = bench.Run("read", $"op://{(string)lost["vault"]!["id"]!}/{(string)lost["id"]!}/{(string)lost["files"]![0]!["id"]!}");
        Assert.Contains("deleted or archived", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_account_has_the_size_that_was_asked_for()
    {
        var load = Path.Combine(bench.Home, "load");
        var printed = bench.Run("simulator", "generate", load, "--vaults", "2", "--items", "200", "--files", "10", "--file-size", "1000").Ok().Out;
        bench.Variables["SIMULATED_OP_HOME"] = load;
        bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = printed.Split("OP_SERVICE_ACCOUNT_TOKEN=")[1].Trim();
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
        var result = bench.Run(argv);
        Assert.Equal(70, result.Exit);
        Assert.StartsWith("op simulator: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_model_it_says_where_it_looked()
    {
        bench.Variables["SIMULATED_OP_HOME"] = Path.Combine(bench.Home, "nowhere");
        var result = bench.Run("vault", "list");
        Assert.Equal(70, result.Exit);
        Assert.Contains("nowhere", result.Error, StringComparison.Ordinal);
        Assert.Equal(70, bench.Run("simulator", "init", home).Exit);
    }

    public void Dispose() => bench.Dispose();
}
