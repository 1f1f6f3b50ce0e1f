using System.Text;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Envelopes;

public sealed class EnvelopeTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void What_is_sealed_opens_and_has_the_shape_of_the_format()
    {
        using var key = new SymmetricKey("kid1", Bytes);
        var envelope = key.Seal("content"u8, SystemRandomness.Instance);
        var json = envelope.ToJson();
        Assert.Equal(["cty", "data", "enc", "iv", "kid"], json.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal("b5+jwk+json", json.Str("cty"));
        Assert.Equal("A256GCM", json.Str("enc"));
        Assert.Equal("kid1", json.Str("kid"));
        Assert.Equal(16, json.Str("iv").Length);
        Assert.DoesNotContain('=', json.Str("data"));
        using var opened = key.Open(Envelope.Parse(json.Utf8()));
        Assert.Equal("content"u8.ToArray(), opened.DangerousBytes.ToArray());
    }

    [Fact]
    public void Two_seals_of_the_same_content_differ()
    {
        using var key = new SymmetricKey("kid1", Bytes);
        Assert.NotEqual(key.Seal("x"u8, SystemRandomness.Instance).ToJson().Str("iv"), key.Seal("x"u8, SystemRandomness.Instance).ToJson().Str("iv"));
    }

    [Fact]
    public void Standard_base64_with_padding_is_read()
    {
        using var key = new SymmetricKey("kid1", Bytes);
        var json = key.Seal(Enumerable.Repeat((byte)0xFB, 50).ToArray(), new SeededRandomness(5)).ToJson();
        foreach (var name in (string[])["iv", "data"])
            json[name] = Convert.ToBase64String(json.B64(name));
        using var opened = key.Open(Envelope.Read(json));
        Assert.Equal(50, opened.Length);
    }

    [Fact]
    public void Unknown_members_survive_and_known_ones_are_normalised()
    {
        using var key = new SymmetricKey("kid1", Bytes);
        var json = key.Seal("x"u8, SystemRandomness.Instance).ToJson();
        json["future"] = new JsonObject { ["n"] = JsonNode.Parse("1.5e+300") };
        json["data"] = Convert.ToBase64String(json.B64("data"));
        var again = Envelope.Parse(json.Utf8()).ToJson();
        Assert.Equal("""{"n":1.5e+300}""", again.Node("future").ToJsonString());
        Assert.DoesNotContain('=', again.Str("data"));
    }

    [Theory]
    [InlineData("enc", "A128GCM", typeof(UnsupportedSchemeException))]
    [InlineData("enc", "none", typeof(UnsupportedSchemeException))]
    [InlineData("cty", "text/plain", typeof(UnsupportedSchemeException))]
    [InlineData("iv", "AAAAAAAAAAAAAAAAAAAAAA", typeof(UnsupportedSchemeException))]
    [InlineData("iv", "not base64!", typeof(MalformedDataException))]
    [InlineData("data", "AAAA", typeof(MalformedDataException))]
    [InlineData("data", "AA AA", typeof(MalformedDataException))]
    public void A_wrong_member_is_refused_by_name(string member, string value, Type failure)
    {
        using var key = new SymmetricKey("kid1", Bytes);
        var json = key.Seal("x"u8, SystemRandomness.Instance).ToJson();
        json[member] = value;
        var error = Assert.Throws(failure, () => Envelope.Read(json));
        Assert.StartsWith("envelope: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cty")]
    [InlineData("enc")]
    [InlineData("kid")]
    [InlineData("iv")]
    [InlineData("data")]
    public void A_missing_member_or_one_of_another_type_is_named(string member)
    {
        using var key = new SymmetricKey("kid1", Bytes);
        var json = key.Seal("x"u8, SystemRandomness.Instance).ToJson();
        json.Remove(member);
        Assert.Contains($"\"{member}\" is missing", Assert.Throws<MalformedDataException>(() => Envelope.Read(json)).Message, StringComparison.Ordinal);
        json[member] = 5;
        Assert.Contains($"\"{member}\" is not a text", Assert.Throws<MalformedDataException>(() => Envelope.Read(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_opens_only_what_names_it_and_what_its_kind_encrypts()
    {
        using var key = new SymmetricKey("kid1", Bytes);
        using var other = new SymmetricKey("kid2", Bytes);
        using var sameName = new SymmetricKey("kid1", new byte[32]);
        using var rsa = RsaPrivateKey.Create("kid1", new SeededRandomness(1));
        using var publicKey = rsa.ToPublic();
        var envelope = key.Seal("x"u8, SystemRandomness.Instance);
        Assert.Throws<MalformedDataException>(() => other.Open(envelope));
        Assert.Throws<DecryptionFailedException>(() => sameName.Open(envelope));
        Assert.Throws<MalformedDataException>(() => rsa.Open(envelope));
        Assert.Throws<MalformedDataException>(() => key.Open(publicKey.Wrap(other)));
    }

    [Fact]
    public void The_content_of_a_failure_is_not_in_its_message()
    {
        var error = Assert.Throws<MalformedDataException>(() => Envelope.Parse("""{"enc":"hunter2" hunter2}"""u8));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        error = Assert.Throws<MalformedDataException>(() => SymmetricKey.FromJwk("""{"k":"hunter2!","kty":"oct"}"""u8));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PBES2-HS512")]
    [InlineData("PBES2g-HS512")]
    [InlineData("SRPg-4096")]
    public void A_key_derivation_of_another_name_is_refused(string algorithm)
    {
        var json = SyntheticAccount.Json.Node("keysets")[5]!.Node("encSymKey").DeepClone().AsObject();
        json["alg"] = algorithm;
        Assert.Throws<UnsupportedSchemeException>(() => Envelope.Read(json));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9_999)]
    [InlineData(10_000_001)]
    [InlineData(-650_000)]
    [InlineData(long.MaxValue)]
    public void An_iteration_count_out_of_bounds_is_refused_before_any_work(long count)
    {
        var json = SyntheticAccount.Json.Node("keysets")[5]!.Node("encSymKey").DeepClone().AsObject();
        json["p2c"] = count;
        Assert.Throws<UnsupportedSchemeException>(() => Envelope.Read(json));
    }

    [Fact]
    public void JSON_that_readers_could_disagree_on_is_refused()
    {
        Assert.Throws<MalformedDataException>(() => Envelope.Parse("""{"kid":"a","kid":"b"}"""u8));
        Assert.Throws<MalformedDataException>(() => Envelope.Parse([0x7B, 0x22, 0xFF, 0x22, 0x7D]));
        Assert.Throws<MalformedDataException>(() => Envelope.Parse(Encoding.UTF8.GetBytes(new string('[', 5_000))));
        Assert.Throws<MalformedDataException>(() => Envelope.Parse("[]"u8));
        Assert.Throws<MalformedDataException>(() => Envelope.Parse(""u8));
    }
}
