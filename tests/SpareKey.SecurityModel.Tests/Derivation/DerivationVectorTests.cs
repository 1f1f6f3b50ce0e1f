using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Derivation;

public sealed class DerivationVectorTests
{
    [Fact]
    public void The_synthetic_account_derives_its_unlock_key_whatever_the_globalization_mode()
    {
        using var credentials = Synthetic();
        var expected = Vectors.Own("synthetic-full-account.json").Node("derivation").Node("auk");
        var trace = new UnlockTrace();
        using var key = AccountUnlockKey.Derive(credentials, Parameters(DerivationMethod.AccountUnlock, expected.B64("p2s"), expected), trace);
        Assert.Equal(expected.Hex("out_hex"), key.Key.Bytes.ToArray());
        AssertLayers(trace, expected);
    }

    [Fact]
    public void The_synthetic_account_derives_its_sign_in_value()
    {
        using var credentials = Synthetic();
        var expected = Vectors.Own("synthetic-full-account.json").Node("derivation").Node("srp");
        using var x = SrpX.Derive(credentials, Parameters(DerivationMethod.SrpX, expected.Hex("salt_hex"), expected));
        Assert.Equal(expected.Hex("x_hex"), x.Value.DangerousBytes.ToArray());
    }

    [Fact]
    public void Inputs_are_folded_as_the_vector_says()
    {
        var vector = Vectors.Own("synthetic-full-account.json");
        Assert.Equal(vector.Node("normalized").Str("email"), EmailAddress.Parse(vector.Node("inputs").Str("email")).Value);
        using var password = ClientText.NormalizeToUtf8(ClientText.Trim(vector.Node("inputs").Str("password")));
        Assert.Equal(vector.Node("normalized").Hex("passwordUtf8Hex"), password.DangerousBytes.ToArray());
    }

    [Fact]
    public void The_real_account_derives_its_unlock_key()
    {
        var vector = Vectors.Shared("real-account-edeckers.json");
        var steps = vector.Node("steps");
        using var credentials = From(vector.Node("inputs"));
        var trace = new UnlockTrace();
        using var key = AccountUnlockKey.Derive(credentials, new(DerivationMethod.AccountUnlock, steps.Hex("p2s_hex"), Iterations.From(steps.Int("p2c"))), trace);
        Assert.Equal(steps.Hex("auk_hex"), key.Key.Bytes.ToArray());
        Assert.Equal(Fingerprint.Of(steps.Hex("hkdf1_out_hex")), trace.Steps[1].Fingerprint);
        Assert.Equal(Fingerprint.Keyed(steps.Hex("pbkdf2_out_hex"), steps.Hex("hkdf2_out_hex")), trace.Steps[2].Fingerprint);
        Assert.Equal(Fingerprint.Of(steps.Hex("hkdf2_out_hex")), trace.Steps[3].Fingerprint);
        Assert.Equal(vector.Node("normalized").Str("email"), credentials.Email.Value);
        Assert.Equal(vector.Node("secretKeyParts").Str("secret"), credentials.SecretKey.Secret.ToString());
    }

    [Fact]
    public void The_second_real_account_derives_both_values()
    {
        var vector = Vectors.Shared("detunized-real-fixtures.json");
        var (srp, auk) = (vector.Node("srpx"), vector.Node("auk"));
        using var forSrp = From(srp, "username");
        using var x = SrpX.Derive(forSrp, Parameters(DerivationMethod.SrpX, srp.B64("salt_b64url"), srp));
        Assert.Equal(srp.Hex("x_hex"), x.Value.DangerousBytes.ToArray());
        using var forAuk = From(auk, "username");
        using var key = AccountUnlockKey.Derive(forAuk, new(DerivationMethod.AccountUnlock, auk.B64("p2s_b64url"), Iterations.From(auk.Int("p2c"))));
        Assert.Equal(auk.Hex("auk_hex"), key.Key.Bytes.ToArray());
    }

    [Fact]
    public void The_secret_key_alone_expands_as_published()
    {
        var vector = Vectors.Shared("detunized-real-fixtures.json").Node("secretKeyHash");
        using var key = SecretKey.Parse(vector.Str("secretKey"));
        Assert.Equal(vector.Node("parts").AsArray().Select(part => part!.GetValue<string>()), [key.Version.ToString(), key.AccountId, key.Secret.ToString()]);
        using var credentials = new Credentials(EmailAddress.Parse("username"), "password", key);
        var trace = new UnlockTrace();
        using var unlock = AccountUnlockKey.Derive(credentials, new(DerivationMethod.AccountUnlock, new byte[16], Iterations.From(10_000)), trace);
        Assert.Equal(Fingerprint.Of(vector.Hex("out_hex")), trace.Steps[3].Fingerprint);
    }

    [Fact]
    public void The_platforms_building_blocks_compute_what_was_published()
    {
        var vector = Vectors.Shared("detunized-real-fixtures.json");
        var hkdf = vector.Node("hkdf");
        Assert.Equal(hkdf.B64("out_b64url"), HKDF.DeriveKey(HashAlgorithmName.SHA256, Ascii(hkdf, "ikm_utf8"), 32, Ascii(hkdf, "salt_utf8"), Ascii(hkdf, "method_info")));
        var pbkdf2 = vector.Node("pbkdf2_sha256");
        Assert.Equal(pbkdf2.B64("out_b64url"), Rfc2898DeriveBytes.Pbkdf2(Ascii(pbkdf2, "password"), Ascii(pbkdf2, "salt_utf8"), pbkdf2.Int("iterations"), HashAlgorithmName.SHA256, 32));
    }

    private static void AssertLayers(UnlockTrace trace, JsonNode expected)
    {
        Assert.Equal(["trim, NFKD, UTF-8", "HKDF-SHA256", "PBKDF2-HMAC-SHA256", "HKDF-SHA256", "XOR"], trace.Steps.Select(step => step.Layer));
        Assert.Equal(Fingerprint.Of(expected.Hex("hkdf1_hex")), trace.Steps[1].Fingerprint);
        Assert.Equal(Fingerprint.Keyed(expected.Hex("pbkdf2_hex"), expected.Hex("hkdf2_hex")), trace.Steps[2].Fingerprint);
        Assert.Equal(Fingerprint.Of(expected.Hex("hkdf2_hex")), trace.Steps[3].Fingerprint);
        Assert.Equal(Fingerprint.Of(expected.Hex("out_hex")), trace.Steps[4].Fingerprint);
        Assert.Equal([23, 32, 32, 32, 32], trace.Steps.Select(step => step.OutputLength));
    }

    private static KeyDerivationParameters Parameters(DerivationMethod method, byte[] salt, JsonNode node) =>
        new(method, salt, Iterations.From(node.Int("iterations")));

    private static Credentials Synthetic() => From(Vectors.Own("synthetic-full-account.json").Node("inputs"));

    private static Credentials From(JsonNode inputs, string emailMember = "email")
    {
        using var key = SecretKey.Parse(inputs.Str("secretKey"));
        return new Credentials(EmailAddress.Parse(inputs.Str(emailMember)), inputs.Str("password"), key);
    }

    private static byte[] Ascii(JsonNode node, string name) => System.Text.Encoding.ASCII.GetBytes(node.Str(name));
}
