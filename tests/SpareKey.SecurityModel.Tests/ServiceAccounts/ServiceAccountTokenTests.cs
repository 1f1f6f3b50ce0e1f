namespace SpareKey.SecurityModel.Tests.ServiceAccounts;

public sealed class ServiceAccountTokenTests
{
    private static string Own => Vectors.Own("service-account-token.json").Node("samples")[0]!.Str("token_compact_encoding");

    [Fact]
    public void The_token_opens_the_account_without_a_password()
    {
        using var token = ServiceAccountToken.Parse($" {Own}\n");
        using var account = OpenedAccount.Open(SyntheticAccount.Keysets, [SyntheticAccount.Vault(SyntheticAccount.PersonalVault)], token.UnlockKey);
        Assert.Equal("Personal", Assert.Single(account.Vaults).Attributes.Name);
        var srp = SyntheticAccount.Json.Node("derivation").Node("srp");
        Assert.Equal(srp.Hex("x_hex"), token.X.Value.DangerousBytes.ToArray());
        Assert.Equal(srp.Str("salt"), Base64UrlText.Encode(token.Parameters.Salt));
    }

    [Fact]
    public void The_documented_sample_reads_and_so_does_its_padded_standard_spelling()
    {
        foreach (var sample in Vectors.Shared("service-account-token.json").Node("samples").AsArray())
        {
            var json = sample!.Node("json");
            var text = sample!.Str("token_compact_encoding");
            foreach (var spelling in (string[])[text, "ops_" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()))])
            {
                using var token = ServiceAccountToken.Parse(spelling);
                Assert.Equal(json.Str("signInAddress"), token.SignInAddress);
                Assert.Equal(json.Str("email"), token.Email.Value);
                Assert.Equal(json.Node("userAuth").Int("iterations"), token.Parameters.Iterations.Count);
                Assert.Equal(json.Str("secretKey"), token.SecretKey.Reveal());
                Assert.Equal(json.Str("deviceUuid"), token.DeviceUuid);
                Assert.Equal(json.Node("throttleSecret").Str("uuid"), token.ThrottleUuid);
                Assert.Equal(json.Node("muk").B64("k"), token.UnlockKey.Key.Bytes.ToArray());
            }
        }
    }

    [Fact]
    public void Inspection_shows_no_secret()
    {
        using var token = ServiceAccountToken.Parse(Own);
        var shown = string.Join('\n', token.Inspect().Select(value => $"{value.Name}: {value.Text}")) + token;
        var json = Vectors.Own("service-account-token.json").Node("samples")[0]!.Node("json");
        Assert.Contains("my.1password.com", shown, StringComparison.Ordinal);
        Assert.Contains("650000", shown, StringComparison.Ordinal);
        Assert.Contains("A3-G9KCAB-••••••", shown, StringComparison.Ordinal);
        foreach (var secret in (string[])[json.Str("srpX"), json.Node("muk").Str("k"), "HN7XYM", json.Node("throttleSecret").Str("seed")])
            Assert.DoesNotContain(secret, shown, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_is_no_token_is_refused_without_being_quoted()
    {
        foreach (var invalid in Vectors.Own("service-account-token.json").Node("invalid").AsArray())
            Assert.Throws<MalformedDataException>(() => ServiceAccountToken.Parse(invalid!.GetValue<string>()));
        Assert.Throws<MalformedDataException>(() => ServiceAccountToken.Parse("ops_" + new string('A', 1_000_000)));
        var error = Assert.Throws<MalformedDataException>(() => ServiceAccountToken.Parse(Own.AsSpan(0, Own.Length - 20)));
        Assert.DoesNotContain(Own[20..60], error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("method", "SRP-4096")]
    [InlineData("alg", "PBES2-HS256")]
    public void An_unknown_sign_in_method_is_refused(string member, string value)
    {
        var json = Vectors.Own("service-account-token.json").Node("samples")[0]!.Node("json").DeepClone();
        json.Node("userAuth")[member] = value;
        Assert.Throws<UnsupportedSchemeException>(() => ServiceAccountToken.Parse("ops_" + Base64UrlText.Encode(json.Utf8())));
    }

    [Fact]
    public void An_older_token_without_throttling_and_with_unknown_members_reads()
    {
        var json = Vectors.Own("service-account-token.json").Node("samples")[0]!.Node("json").DeepClone().AsObject();
        json.Remove("throttleSecret");
        json["future"] = 1;
        using var token = ServiceAccountToken.Parse("ops_" + Base64UrlText.Encode(json.Utf8()));
        Assert.Null(token.ThrottleUuid);
        Assert.True(ServiceAccountToken.LooksLikeOne(Own));
        Assert.False(ServiceAccountToken.LooksLikeOne("A3-"));
    }
}
