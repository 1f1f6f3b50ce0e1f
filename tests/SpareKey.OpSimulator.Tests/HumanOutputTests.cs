using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

public sealed class HumanOutputTests : IDisposable
{
    private readonly OpBench _bench = new();

    [Fact]
    [Covers("human/vault-list.txt")]
    public void Vaults_are_a_table() => Assert.Equal(
        $"ID                            NAME\n{OpBench.VaultA}    Test Data\n{OpBench.VaultB}    Test Data 2\n", _bench.Run("vault", "list").Ok().Out);

    [Fact]
    [Covers("human/vault-get.txt")]
    public void A_vault_is_a_list_of_properties()
    {
        var lines = _bench.Run("vault", "get", "Test Data 2", "--iso-timestamps").Ok().Out;
        Assert.Equal(
            $"""
            ID:                   {OpBench.VaultB}
            Name:                 Test Data 2
            Type:                 USER_CREATED
            Attribute version:    1
            Content version:      10
            Items:                0
            Created:              2020-01-01T00:00:00Z
            Updated:              2021-01-01T00:00:00Z

            """.ReplaceLineEndings("\n"),
            lines);
        Assert.Matches("Created: +[0-9]+ years ago\n", _bench.Run("vault", "get", "Test Data 2").Out);
    }

    [Fact]
    [Covers("human/item-get.txt", "human/item-get-fields.txt")]
    public void An_item_conceals_its_secrets_from_people_since_2_30()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "work email", change: i =>
        {
            i["favorite"] = true;
            i["urls"] = new JsonArray(new JsonObject { ["label"] = "website", ["primary"] = true, ["href"] = "https://mail.example.com" });
        });
        string[] get = ["item", "get", id, "--vault", OpBench.VaultA, "--iso-timestamps"];
        Assert.Equal(
            $"""
            ID:          {id}
            Title:       work email
            Vault:       Test Data ({OpBench.VaultA})
            Created:     2022-01-02T03:04:05Z
            Updated:     2022-01-02T03:04:05Z by Olga Owner
            Favorite:    true
            Version:     1
            Category:    LOGIN
            Fields:
              username:    user1
              password:    [use 'op item get {id} --reveal' to reveal]
            URLs:
              website:     https://mail.example.com (primary)

            """.ReplaceLineEndings("\n"),
            _bench.Run(get).Ok().Out);
        Assert.Contains("password:    secret1\n", _bench.Run([.. get, "--reveal"]).Out, StringComparison.Ordinal);
        Assert.Equal("user1,secret1\n", _bench.Run([.. get, "--reveal", "--fields", "label=username,label=password"]).Out);
    }

    [Fact]
    [Covers("service-account/ratelimit.human.txt", "service-account/user-get-me.human.txt")]
    public void Rate_limits_and_the_service_account_itself()
    {
        _bench.Run("vault", "list").Ok();
        _bench.ChangeAccount(a => a["clock_offset_seconds"] = 30);
        Assert.Equal(
            """
            TYPE       ACTION        LIMIT    USED    REMAINING    RESET
            token      write         1000     0       1000         N/A
            token      read          10000    1       9999         59 minutes from now
            account    read_write    50000    1       49999        23 hours from now

            """.ReplaceLineEndings("\n"),
            _bench.Run("service-account", "ratelimit").Ok().Out);
        Assert.Contains("Type:                   SERVICE_ACCOUNT\n", _bench.Run("user", "get", "--me").Ok().Out, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("service-account/create.human.txt")]
    public void A_new_service_account_shows_its_token_once_and_the_token_works()
    {
        _bench.SignIn();
        var lines = _bench.Run("service-account", "create", "Robot", "--vault", "Test Data:read_items,write_items", "--expires-in", "90d").Ok().Out.Split('\n');
        Assert.Equal("Service account created successfully!", lines[0]);
        Assert.Matches("^Service account UUID: [A-Z2-7]{26}$", lines[1]);
        Assert.Equal("Service account token:", lines[2]);
        Assert.Matches("^ops_[A-Za-z0-9_-]{700,}$", lines[3]);
        _bench.Variables["OP_SERVICE_ACCOUNT_TOKEN"] = lines[3];
        Assert.Equal("Test Data", (string)Assert.Single((JsonArray)_bench.RunJson("vault", "list").Json)!["name"]!);
    }

    public void Dispose() => _bench.Dispose();
}
