using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Keys;

public sealed class RsaKeyTests
{
    [Theory]
    [InlineData(EnvelopeEncryption.RsaOaep)]
    [InlineData(EnvelopeEncryption.RsaOaep256)]
    public void A_wrapped_key_comes_back_under_either_padding(EnvelopeEncryption encryption)
    {
        using var rsa = RsaPrivateKey.Create("kid", new SeededRandomness(1));
        using var publicKey = rsa.ToPublic();
        using var key = SymmetricKey.Create(SystemRandomness.Instance);
        var envelope = publicKey.Wrap(key, encryption);
        using var jwk = rsa.Open(Envelope.Parse(envelope.ToJson().Utf8()));
        using var opened = SymmetricKey.FromJwk(jwk.DangerousBytes);
        Assert.Equal(key.KeyId, opened.KeyId);
        Assert.True(key.HasSameBytes(opened));
        Assert.False(envelope.ToJson().ContainsKey("iv"));
    }

    [Fact]
    public void The_two_paddings_are_not_taken_for_each_other()
    {
        using var rsa = RsaPrivateKey.Create("kid", new SeededRandomness(1));
        using var publicKey = rsa.ToPublic();
        using var key = SymmetricKey.Create(SystemRandomness.Instance);
        var json = publicKey.Wrap(key, EnvelopeEncryption.RsaOaep256).ToJson();
        json["enc"] = "RSA-OAEP";
        Assert.Throws<DecryptionFailedException>(() => rsa.Open(Envelope.Read(json)));
    }

    [Fact]
    public void A_private_key_survives_its_JWK_form()
    {
        using var rsa = RsaPrivateKey.Create("kid \"é", new SeededRandomness(1));
        using var jwk = rsa.ToJwk();
        using var again = RsaPrivateKey.FromJwk(jwk.DangerousBytes);
        Assert.Equal(rsa.KeyId, again.KeyId);
        AssertSamePair(rsa, again);
        Assert.Equal(["alg", "d", "dp", "dq", "e", "ext", "key_ops", "kty", "n", "p", "q", "qi", "kid"], Json(rsa).Select(member => member.Key));
    }

    [Fact]
    public void Members_that_lost_or_gained_leading_zeros_are_read()
    {
        using var rsa = RsaPrivateKey.Create("kid", new SeededRandomness(1));
        var json = Json(rsa);
        foreach (var name in (string[])["n", "e", "d", "p", "q", "dp", "dq", "qi"])
            json[name] = Base64UrlText.Encode([0, 0, .. json.B64(name)]);
        using var padded = RsaPrivateKey.FromJwk(json.Utf8());
        AssertSamePair(rsa, padded);
    }

    [Fact]
    public void Short_members_are_padded()
    {
        foreach (var node in Vectors.Own("rsa-short-members.json").Node("keys").AsArray())
        {
            var jwk = node!.Node("jwk");
            Assert.Equal(node!.Int("bytes"), jwk.B64(node!.Str("member")).Length);
            Assert.Equal(node!.Str("member") == "d" ? 255 : 127, node!.Int("bytes"));
            using var key = RsaPrivateKey.FromJwk(jwk.Utf8());
            using var publicKey = key.ToPublic();
            using var secret = SymmetricKey.Create(SystemRandomness.Instance);
            using var opened = key.Open(publicKey.Wrap(secret));
            Assert.True(opened.Length > 0);
        }
    }

    [Fact]
    public void P_and_q_in_the_wrong_order_are_put_right()
    {
        using var rsa = RsaPrivateKey.Create("kid", new SeededRandomness(1));
        var json = Json(rsa);
        Swap(json, "p", "q");
        Swap(json, "dp", "dq");
        json["qi"] = Base64UrlText.Encode(InverseOf(json.B64("q"), json.B64("p")));
        using var swapped = RsaPrivateKey.FromJwk(json.Utf8());
        AssertSamePair(rsa, swapped);
    }

    [Theory]
    [InlineData("p")]
    [InlineData("q")]
    [InlineData("n")]
    public void Numbers_that_do_not_belong_together_are_refused(string member)
    {
        using var rsa = RsaPrivateKey.Create("kid", new SeededRandomness(1));
        var json = Json(rsa);
        var bytes = json.B64(member);
        bytes[^1] ^= 2;
        json[member] = Base64UrlText.Encode(bytes);
        Assert.Throws<MalformedDataException>(() => RsaPrivateKey.FromJwk(json.Utf8()));
    }

    [Fact]
    public void Small_and_huge_moduli_are_refused_before_the_platform_sees_them()
    {
        Assert.Throws<MalformedDataException>(() => RsaPublicKey.FromJwk(Public(new byte[128])));
        Assert.Throws<MalformedDataException>(() => RsaPublicKey.FromJwk(Public(new byte[1024])));
        Assert.Throws<MalformedDataException>(() => RsaPublicKey.FromJwk(Public([])));
    }

    private static byte[] Public(byte[] modulus)
    {
        Array.Fill(modulus, (byte)0xFF);
        return new JsonObject { ["kty"] = "RSA", ["kid"] = "k", ["e"] = "AQAB", ["n"] = Base64UrlText.Encode(modulus) }.Utf8();
    }

    private static JsonObject Json(RsaPrivateKey key)
    {
        using var jwk = key.ToJwk();
        return JsonText.ParseObject(jwk.DangerousBytes, new Place("test"));
    }

    private static void Swap(JsonObject json, string a, string b)
    {
        var (first, second) = (json.Str(a), json.Str(b));
        json[a] = second;
        json[b] = first;
    }

    private static byte[] InverseOf(byte[] value, byte[] modulus)
    {
        var m = new System.Numerics.BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        return System.Numerics.BigInteger.ModPow(new System.Numerics.BigInteger(value, isUnsigned: true, isBigEndian: true), m - 2, m).ToByteArray(isUnsigned: true, isBigEndian: true);
    }

    private static void AssertSamePair(RsaPrivateKey one, RsaPrivateKey other)
    {
        using var publicKey = one.ToPublic();
        using var key = SymmetricKey.Create(SystemRandomness.Instance);
        using var renamed = new RsaPublicKey(other.KeyId, new() { Modulus = publicKey.ToJwk().B64("n"), Exponent = publicKey.ToJwk().B64("e") }, new Place("test"));
        using var jwk = other.Open(renamed.Wrap(key));
        Assert.True(jwk.Length > 0);
    }
}
