using FsCheck;
using FsCheck.Fluent;

namespace SpareKey.SecurityModel.Tests.Properties;

public sealed class EnvelopeProperties
{
    [Fact]
    public void Whatever_is_sealed_opens_to_the_same_bytes() => ForAll<byte[]>(content =>
    {
        using var key = SymmetricKey.Create(SystemRandomness.Instance);
        using var opened = key.Open(Envelope.Parse(key.Seal(content, SystemRandomness.Instance).ToJson().Utf8()));
        return opened.DangerousBytes.SequenceEqual(content);
    });

    [Fact]
    public void Any_change_of_one_byte_of_a_symmetric_envelope_makes_it_fail()
    {
        using var key = SymmetricKey.Create(SystemRandomness.Instance);
        var json = key.Seal("some content of forty bytes, more or less"u8, SystemRandomness.Instance).ToJson();
        foreach (var member in (string[])["iv", "data"])
        {
            var bytes = json.B64(member);
            for (var i = 0; i < bytes.Length; i++)
            {
                foreach (var change in (byte[])[1, 0x80, 0xFF])
                    Assert.Throws<DecryptionFailedException>(() => key.Open(Envelope.Read(With(json, member, Changed(bytes, i, change)))));
            }
        }
    }

    [Fact]
    public void Any_change_of_one_byte_of_an_RSA_envelope_makes_it_fail()
    {
        using var rsa = RsaPrivateKey.Create("kid", new SeededRandomness(1));
        using var publicKey = rsa.ToPublic();
        using var key = SymmetricKey.Create(SystemRandomness.Instance);
        foreach (var encryption in (EnvelopeEncryption[])[EnvelopeEncryption.RsaOaep, EnvelopeEncryption.RsaOaep256])
        {
            var json = publicKey.Wrap(key, encryption).ToJson();
            var bytes = json.B64("data");
            for (var i = 0; i < bytes.Length; i += 5)
                Assert.Throws<DecryptionFailedException>(() => rsa.Open(Envelope.Read(With(json, "data", Changed(bytes, i, 1)))));
        }
    }

    [Fact]
    public void Any_change_of_one_character_of_the_other_members_makes_it_fail()
    {
        using var key = SymmetricKey.Create(SystemRandomness.Instance);
        var json = key.Seal("x"u8, SystemRandomness.Instance).ToJson();
        foreach (var member in (string[])["cty", "enc", "kid"])
        {
            for (var i = 0; i < json.Str(member).Length; i++)
            {
                var changed = json.DeepClone().AsObject();
                changed[member] = string.Concat(json.Str(member).AsSpan(0, i), "~", json.Str(member).AsSpan(i + 1));
                Assert.ThrowsAny<SecurityModelException>(() => key.Open(Envelope.Read(changed)));
            }
        }
    }

    [Fact]
    public void A_wrapped_key_survives_wrapping()
    {
        using var rsa = RsaPrivateKey.Create("kid", new SeededRandomness(1));
        using var publicKey = rsa.ToPublic();
        ForAll<int>(seed =>
        {
            using var key = SymmetricKey.Create(new SeededRandomness(seed & 0x7FFFFFFF));
            using var jwk = rsa.Open(publicKey.Wrap(key));
            using var opened = SymmetricKey.FromJwk(jwk.DangerousBytes);
            return opened.HasSameBytes(key) && opened.KeyId == key.KeyId;
        });
    }

    [Fact]
    public void Large_content_is_sealed_and_opened()
    {
        var content = new byte[20 * 1024 * 1024];
        using var key = SymmetricKey.Create(SystemRandomness.Instance);
        using var opened = key.Open(Envelope.Read(key.Seal(content, SystemRandomness.Instance).ToJson()));
        Assert.Equal(content.Length, opened.Length);
    }

    internal static void ForAll<T>(Func<T, bool> property) =>
        Prop.ForAll(ArbMap.Default.ArbFor<T>(), property).QuickCheckThrowOnFailure();

    private static byte[] Changed(byte[] bytes, int at, byte change)
    {
        var copy = bytes.ToArray();
        copy[at] ^= change;
        return copy;
    }

    private static System.Text.Json.Nodes.JsonObject With(System.Text.Json.Nodes.JsonObject json, string member, byte[] bytes)
    {
        var copy = json.DeepClone().AsObject();
        copy[member] = Base64UrlText.Encode(bytes);
        return copy;
    }
}
