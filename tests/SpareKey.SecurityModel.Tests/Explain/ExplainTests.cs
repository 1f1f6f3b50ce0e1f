using System.Security.Cryptography;

namespace SpareKey.SecurityModel.Tests.Explain;

public sealed class ExplainTests
{
    [Fact]
    public void Every_layer_from_the_password_to_an_item_is_told_in_order()
    {
        using var credentials = SyntheticAccount.Credentials();
        var trace = new UnlockTrace();
        using var account = OpenedAccount.Open(SyntheticAccount.Keysets, [SyntheticAccount.Vault(SyntheticAccount.PersonalVault)], credentials, trace);
        _ = account.OpenItem(SyntheticAccount.Item(0), trace);
        var master = SyntheticAccount.MasterKeyset;
        Assert.Equal(
            [
                "account unlock key", "account unlock key", "account unlock key", "account unlock key", "account unlock key",
                $"keyset {master}, symmetric key", $"keyset {master}, private key",
            ],
            trace.Steps.Take(7).Select(step => step.Subject));
        Assert.Equal(5 + (4 * 2) + 2 + 2, trace.Steps.Count);
        Assert.Equal($"vault {SyntheticAccount.PersonalVault}, attributes", trace.Steps[^3].Subject);
        Assert.Equal("item 4u22elwhmcpxxhhqsurmqqxbtu, encDetails", trace.Steps[^1].Subject);
        Assert.All(trace.Steps, step => Assert.Matches("^[0-9a-f]{16}$", step.Fingerprint));
        Assert.Contains(trace.Steps[2].Parameters, value => value is { Name: "iterations", Text: "650000" });
    }

    [Fact]
    public void No_secret_is_in_the_trace_and_what_depends_on_the_password_alone_is_shown_keyed()
    {
        using var credentials = SyntheticAccount.Credentials();
        var trace = new UnlockTrace();
        using var ring = KeyRing.Open(SyntheticAccount.Keysets, credentials, trace);
        var derivation = SyntheticAccount.Json.Node("derivation").Node("auk");
        var shown = string.Join('\n', trace.Steps.Select(step => step + string.Concat(step.Inputs) + string.Concat(step.Parameters)));
        foreach (var secret in (string[])["ngstr", "fish", "HN7XYM", derivation.Str("pbkdf2_hex"), derivation.Str("out_hex"), derivation.Str("hkdf2_hex")])
            Assert.DoesNotContain(secret, shown, StringComparison.OrdinalIgnoreCase);
        var password = SyntheticAccount.Json.Node("normalized").Hex("passwordUtf8Hex");
        Assert.DoesNotContain(Convert.ToHexStringLower(SHA256.HashData(password))[..16], shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(SHA256.HashData(derivation.Hex("pbkdf2_hex")))[..16], shown, StringComparison.Ordinal);
    }
}
