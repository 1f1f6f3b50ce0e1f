using System.Numerics;
using System.Text.Json.Nodes;
using SpareKey.SecurityModel.Srp;

namespace SpareKey.SecurityModel.Tests.Srp;

public sealed class SrpVectorTests
{
    [Fact]
    public void The_handshake_of_the_synthetic_account_comes_out_on_both_sides()
    {
        var json = SyntheticAccount.Json;
        var (h, derived) = (json.Node("handshake"), json.Node("derivation").Node("srp"));
        using var x = new SrpX(derived.Hex("x_hex"));
        var verifier = SrpVerifier.From(x);
        Assert.Equal(json.Node("userAuthUpload").Str("v"), verifier.ToHex());
        var context = new SrpContext(h.Str("sessionId"), json.Node("normalized").Str("accountId"), EmailAddress.Parse(json.Node("inputs").Str("email")), derived.Hex("salt_hex"));
        AssertHandshake(h, x, verifier, context, SrpProtocol.Current, h.Str("B_hex"));
        Assert.Equal(h.Str("k_hex"), SrpGroup.Hex(SrpGroup.K));
        Assert.Equal(h.Str("identity_b64url"), SrpIdentity.Of(context.SecretKeyId, context.Email));
        Assert.Equal(h.Str("S_hex"), SrpGroup.Hex(Shared(x, h, SrpProtocol.Current, h.Str("B_hex"), context.SessionId)));
    }

    [Fact]
    public void Numbers_with_leading_zeros_are_hashed_as_each_protocol_wants()
    {
        var vector = Vectors.Own("srp-edge-cases.json");
        using var x = new SrpX(vector.Hex("x_hex"));
        var verifier = SrpVerifier.From(x);
        Assert.Equal(vector.Str("v_hex"), verifier.ToHex());
        var context = new SrpContext(vector.Str("sessionId"), vector.Str("skid"), EmailAddress.Parse(vector.Str("email")), vector.Hex("salt_hex"));
        Assert.Equal(vector.Str("identity_b64url"), SrpIdentity.Of(context.SecretKeyId, context.Email));
        foreach (var node in vector.Node("cases").AsArray())
        {
            Assert.Equal(node!.Int("A_hex_len"), node!.Str("A_hex").Length);
            AssertHandshake(node!, x, verifier, context, SrpProtocol.Current, node!.Str("B_hex"));
            var legacy = node!.Node("legacy").DeepClone();
            legacy["a_hex"] = node!.Str("a_hex");
            legacy["b_hex"] = node!.Str("b_hex");
            legacy["A_hex"] = node!.Str("A_hex");
            AssertHandshake(legacy, x, verifier, context, SrpProtocol.Legacy, legacy.Str("B_hex"));
            Assert.Equal(node!.Int("S_hex_len"), SrpGroup.Hex(Shared(x, node!, SrpProtocol.Current, node!.Str("B_hex"), context.SessionId)).Length);
            Assert.Equal(legacy.Int("S_hex_len"), SrpGroup.Hex(Shared(x, legacy, SrpProtocol.Legacy, legacy.Str("B_hex"), context.SessionId)).Length);
        }
    }

    [Fact]
    public void The_published_group_and_multiplier_are_ours()
    {
        var vector = Vectors.Shared("srp.json");
        Assert.Equal(vector.Node("group").Str("N_hex"), SrpGroup.Hex(SrpGroup.N));
        Assert.Equal(vector.Node("group").Int("g"), (int)SrpGroup.G);
        Assert.Equal(vector.Node("k").Str("standard_H_N_PADg_hex"), SrpGroup.Hex(SrpGroup.K));
        Assert.NotEqual(vector.Node("k").Str("nonstandard_H_N_g_hex"), SrpGroup.Hex(SrpGroup.K));
    }

    [Fact]
    public void The_published_verifier_comes_out()
    {
        var vector = Vectors.Shared("srp.json").Node("verifier");
        using var x = SrpX.FromHex(vector.Str("x_hex"));
        Assert.Equal(vector.Str("v_hex"), SrpVerifier.From(x).ToHex());
        Assert.Equal(vector.Str("v_hex"), SrpVerifier.Parse(vector.Str("v_hex").ToUpperInvariant()).ToHex());
    }

    [Fact]
    public void The_published_table_of_the_legacy_u_comes_out()
    {
        foreach (var node in Vectors.Shared("srp.json").Node("uTable").AsArray())
        {
            var u = SrpHandshake.Scrambler(SrpProtocol.Legacy, SrpGroup.Parse(node!.Str("A_hex_input"), "A"), SrpGroup.Parse(node!.Str("B_hex_input"), "B"));
            Assert.Equal(node!.Hex("u_hex"), u.ToByteArray(isUnsigned: true, isBigEndian: true));
        }
    }

    [Theory]
    [InlineData("legacyV1")]
    [InlineData("legacyV1b")]
    public void The_published_legacy_keys_come_out(string name)
    {
        var vector = Vectors.Shared("srp.json").Node(name);
        var session = (vector["k_is_ascii_of_sessionId"] ?? vector["sessionId"])!.GetValue<string>();
        var a = vector["a_hex"] is null ? new BigInteger(vector.Int("a")) : SrpGroup.Parse(vector.Str("a_hex"), "a");
        var client = new SrpClient(a);
        Assert.Equal(vector.Str("A_hex"), client.PublicNumber);
        var k = SrpHandshake.Multiplier(SrpProtocol.Legacy, session);
        Assert.Equal(vector.Str("k_hex"), SrpGroup.Hex(k));
        var b = SrpGroup.Parse(vector.Str("B_hex"), "B");
        var u = SrpHandshake.Scrambler(SrpProtocol.Legacy, SrpGroup.Parse(vector.Str("A_hex"), "A"), b);
        Assert.Equal(Convert.FromHexString((vector["u_that_formula_would_give"] ?? vector["u_hex"])!.GetValue<string>()), u.ToByteArray(isUnsigned: true, isBigEndian: true));
        // The first vector's test imposes a u of its own; the rest of the chain is computed with it.
        var shared = client.SharedSecret(SrpGroup.Parse(vector.Str("x_hex"), "x"), b, SrpGroup.Parse(vector.Str("u_hex"), "u"), k);
        Assert.Equal((vector["premaster_S_hex"] ?? vector["S_hex"])!.GetValue<string>(), SrpGroup.Hex(shared));
        using var key = SrpHandshake.SessionKey(shared, session);
        Assert.Equal(vector.Hex("K_hex"), key.Bytes.ToArray());
        if (vector["K_b64url"] is not null)
            Assert.Equal(vector.B64("K_b64url"), key.Bytes.ToArray());
    }

    [Fact]
    public void The_published_client_proof_comes_out_and_the_doubly_hashed_one_does_not()
    {
        var vector = Vectors.Shared("srp.json").Node("proofs4096");
        // The vector gives the exponents; A and B are g to their power.
        var a = BigInteger.ModPow(SrpGroup.G, SrpGroup.Parse(vector.Str("a_hex"), "a"), SrpGroup.N);
        var b = BigInteger.ModPow(SrpGroup.G, SrpGroup.Parse(vector.Str("b_hex"), "b"), SrpGroup.N);
        var proof = SrpProofs.Client(vector.Str("I_utf8"), vector.Hex("salt_hex"), a, b, vector.Hex("K_hex"));
        Assert.Equal(vector.Str("M_hex"), Convert.ToHexStringLower(proof));
        Assert.DoesNotContain(Convert.ToHexStringLower(proof)[..16], vector.Str("note"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_legacy_proofs_come_out()
    {
        var vector = Vectors.Shared("detunized-real-fixtures.json").Node("legacyVerifyHash");
        var client = SrpProofs.LegacyClient(vector.Str("skid"), vector.Str("sessionId"));
        Assert.Equal(vector.Str("clientVerifyHash"), Base64UrlText.Encode(client));
        Assert.Equal(vector.Str("serverVerifyHash"), Base64UrlText.Encode(SrpProofs.LegacyServer(vector.Str("sessionId"), client)));
    }

    private static void AssertHandshake(JsonNode h, SrpX x, SrpVerifier verifier, SrpContext context, SrpProtocol protocol, string serverNumber)
    {
        var client = new SrpClient(SrpGroup.Parse(h.Str("a_hex"), "a"));
        var server = new SrpServer(verifier, context, protocol, SrpGroup.Parse(h.Str("b_hex"), "b"));
        Assert.Equal(h.Str("A_hex"), client.PublicNumber);
        Assert.Equal(serverNumber, server.PublicNumber);
        Assert.Equal(h.Str("u_hex"), SrpGroup.Hex(SrpHandshake.Scrambler(protocol, SrpGroup.Parse(h.Str("A_hex"), "A"), SrpGroup.Parse(serverNumber, "B"))));
        using var proof = client.Complete(x, server.PublicNumber, context, protocol);
        Assert.Equal(h.Str("clientVerifyHash"), proof.Proof);
        var (session, serverProof) = server.Confirm(client.PublicNumber, proof.Proof);
        using (session)
        {
            Assert.Equal(h.Str("serverVerifyHash"), serverProof);
            using var own = proof.Confirm(serverProof);
            Assert.Equal(h.Hex("K_hex"), own.Key.ToArray());
            Assert.Equal(h.Hex("K_hex"), session.Key.ToArray());
        }
    }

    private static BigInteger Shared(SrpX x, JsonNode h, SrpProtocol protocol, string serverNumber, string sessionId)
    {
        var (a, b) = (SrpGroup.Parse(h.Str("A_hex"), "A"), SrpGroup.Parse(serverNumber, "B"));
        return new SrpClient(SrpGroup.Parse(h.Str("a_hex"), "a"))
            .SharedSecret(SrpGroup.Number(x.Value.DangerousBytes), b, SrpHandshake.Scrambler(protocol, a, b), SrpHandshake.Multiplier(protocol, sessionId));
    }
}
