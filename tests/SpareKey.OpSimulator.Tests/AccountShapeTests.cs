using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

public sealed class AccountShapeTests : IDisposable
{
    private readonly OpBench _bench = new();

    [Theory]
    [InlineData("account/whoami.service-account.2.18.json", "2.18.0-beta.01")]
    [InlineData("account/whoami.service-account.2.20.json", "2.20.0")]
    [InlineData("account/whoami.service-account.2.30.json", "2.30.3")]
    [InlineData("account/whoami.service-account.2.30b.json", "2.32.1")]
    public void Whoami_of_a_service_account_has_the_keys_of_its_version(string recording, string version) => Check(recording, version, "whoami");

    [Theory]
    [InlineData("account/whoami.user.json", null)]
    [InlineData("account/whoami.user-with-shorthand.json", "short")]
    public void Whoami_of_a_person_shows_the_shorthand_if_there_is_one(string recording, string? shorthand)
    {
        _bench.SignIn();
        if (shorthand is not null) _bench.ChangeAccount(a => a["accounts"]![0]!["shorthand"] = shorthand);
        Check(recording, "2.20.0", "whoami");
    }

    [Fact]
    [Covers("account/account-get.json", "account/account-list.json")]
    public void Accounts_are_printed_as_recorded()
    {
        _bench.SignIn();
        Check("account/account-get.json", "2.32.1", "account", "get");
        Check("account/account-list.json", "2.32.1", "account", "list");
    }

    [Fact]
    [Covers("account/account-list.none.json")]
    public void No_account_lists_as_an_empty_array()
    {
        _bench.ChangeAccount(a => a["accounts"] = new JsonArray());
        Assert.Equal("[]\n", _bench.RunJson("account", "list").Out);
    }

    [Fact]
    [Covers("directory/group-get.json", "directory/group-list.json", "directory/user-get.json", "directory/user-list.json", "directory/user-list.group.json", "directory/user-list.vault.json")]
    public void People_and_groups_are_printed_as_recorded()
    {
        _bench.SignIn();
        Check("directory/group-get.json", "2.32.1", "group", "get", "Owners");
        Check("directory/group-list.json", "2.32.1", "group", "list");
        Check("directory/user-get.json", "2.32.1", "user", "get", "Olga Owner");
        Check("directory/user-list.json", "2.32.1", "user", "list");
        Check("directory/user-list.group.json", "2.32.1", "user", "list", "--group", "Owners");
        Check("directory/user-list.vault.json", "2.32.1", "user", "list", "--vault", "Test Data");
    }

    [Fact]
    public void Vault_access_is_printed_with_permissions()
    {
        _bench.SignIn();
        var user = _bench.RunJson("vault", "user", "list", OpBench.VaultA).Json[0]!.AsObject();
        Assert.Equal(["id", "name", "email", "type", "state", "permissions"], user.Select(p => p.Key));
        Assert.Equal("[]\n", _bench.RunJson("vault", "group", "list", OpBench.VaultA).Out);
    }

    [Fact]
    [Covers("service-account/ratelimit.json")]
    public void The_rate_limits_are_printed_as_recorded_and_cost_nothing()
    {
        Check("service-account/ratelimit.json", "2.32.1", "service-account", "ratelimit");
        Assert.All((JsonArray)_bench.RunJson("service-account", "ratelimit").Json, row => Assert.Equal(0, (int)row!["used"]!));
    }

    [Fact]
    [Covers("version.txt")]
    public void The_version_is_one_line()
    {
        Assert.Equal("2.32.1\n", _bench.Run("--version").Ok().Out);
        _bench.Variables["SIMULATED_OP_VERSION"] = "2.30.3";
        Assert.Equal("2.30.3\n", _bench.Run("--version").Ok().Out);
    }

    [Theory]
    [InlineData("template/api_credential.json", "API Credential")]
    [InlineData("template/bank_account.json", "Bank Account")]
    [InlineData("template/credit_card.json", "Credit Card")]
    [InlineData("template/crypto_wallet.json", "Crypto Wallet")]
    [InlineData("template/database.json", "Database")]
    [InlineData("template/document.json", "Document")]
    [InlineData("template/driver_license.json", "Driver License")]
    [InlineData("template/email_account.json", "Email Account")]
    [InlineData("template/identity.json", "Identity")]
    [InlineData("template/login.json", "Login")]
    [InlineData("template/medical_record.json", "Medical Record")]
    [InlineData("template/membership.json", "Membership")]
    [InlineData("template/outdoor_license.json", "outdoorlicense")]
    [InlineData("template/passport.json", "PASSPORT")]
    [InlineData("template/password.json", "Password")]
    [InlineData("template/reward_program.json", "Reward Program")]
    [InlineData("template/secure_note.json", "Secure Note")]
    [InlineData("template/server.json", "Server")]
    [InlineData("template/social_security_number.json", "socialsecuritynumber")]
    [InlineData("template/software_license.json", "Software License")]
    [InlineData("template/ssh_key.json", "SSH Key")]
    [InlineData("template/wireless_router.json", "Wireless Router")]
    public void A_template_has_the_recorded_fields(string recording, string category)
    {
        var result = _bench.Run("item", "template", "get", category).Ok();
        Assert.Equal(Recording.Shape(recording), JsonShape.Of(result.Bytes));
        var sections = ((JsonArray?)result.Json["sections"] ?? []).Select(s => $"section {(string)s!["id"]!} | {(string)s["label"]!}");
        var fields = ((JsonArray)result.Json["fields"]!).Select(f => $"field {(string)f!["id"]!} | {(string)f["type"]!} | {(string)f["label"]!} | {(string?)f["section"]?["id"]}");
        Assert.Equal(Recording.Lines(recording).Where(l => !l.StartsWith('$')), sections.Concat(fields));
    }

    [Fact]
    [Covers("template/template-list.json")]
    public void The_list_of_templates_is_the_recorded_one()
    {
        var list = (JsonArray)_bench.RunJson("item", "template", "list").Json;
        Assert.Equal(Recording.Lines("template/template-list.json").Where(l => !l.StartsWith('$')), list.Select(t => $"template {(string)t!["uuid"]!} | {(string)t["name"]!}"));
    }

    private void Check(string recording, string version, params string[] argv)
    {
        _bench.Variables["SIMULATED_OP_VERSION"] = version;
        Assert.Equal(Recording.Shape(recording), JsonShape.Of(_bench.RunJson(argv).Bytes));
    }

    public void Dispose() => _bench.Dispose();
}
