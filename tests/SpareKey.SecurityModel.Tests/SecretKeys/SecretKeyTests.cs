using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.SecretKeys;

public sealed class SecretKeyTests
{
    private const string Sample = "A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F";
    private const string SampleA2 = "A2-G9KCAB-HN7XY-KNWJ2-DGCLN-G3G4G-5SS2F";

    [Fact]
    public void Every_spelling_of_the_vector_is_the_same_key()
    {
        var vector = Vectors.Own("synthetic-full-account.json");
        var expected = vector.Node("normalized");
        foreach (var spelling in vector.Node("inputs").Node("secretKeyAlternativeSpellings").AsArray())
        {
            using var key = SecretKey.Parse(spelling!.GetValue<string>());
            Assert.Equal(expected.Str("secretKeyCanonical"), key.RevealCompact());
            Assert.Equal(expected.Str("version"), key.Version.ToString());
            Assert.Equal(expected.Str("accountId"), key.AccountId);
            Assert.Equal(expected.Str("secret"), key.Secret.ToString());
        }
    }

    [Theory]
    [InlineData("\"A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F\"")]
    [InlineData("Secret Key: A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F")]
    [InlineData("A3\u2013G9KCAB\u2013HN7XYM\u2013KNWJ2\u2013DGCLN\u2013G3G4G\u20135SS2F")]
    [InlineData("\uFEFFa3 g9kcab hn7xym\r\n\tknwj2 dgcln g3g4g 5ss2f\u00A0")]
    public void Spellings_that_people_paste_are_read(string text)
    {
        using var key = SecretKey.Parse(text);
        Assert.Equal(Sample, key.Reveal());
    }

    [Fact]
    public void An_A2_key_is_read_and_shown_in_groups_of_five_but_not_rotated()
    {
        using var key = SecretKey.Parse(SampleA2.ToLowerInvariant());
        Assert.Equal(SecretKeyVersion.A2, key.Version);
        Assert.Equal(SampleA2, key.Reveal());
        Assert.Equal(25, key.Secret.Length);
        Assert.Throws<UnsupportedSchemeException>(() => key.Rotate(SystemRandomness.Instance));
    }

    [Theory]
    [InlineData("", "must begin with A3")]
    [InlineData("hello", "must begin with A3")]
    [InlineData("A4-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F", "must begin with A3")]
    [InlineData("A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2", "33 were found")]
    [InlineData("A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2FF", "35 were found")]
    [InlineData("A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS20", "0, 1, I, O or U")]
    [InlineData("A2-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F", "33 letters and digits are needed")]
    public void What_is_no_key_is_refused_with_the_reason_and_without_quoting_it(string text, string reason)
    {
        Assert.False(SecretKey.TryParse(text, out _, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
        var error = Assert.Throws<MalformedDataException>(() => SecretKey.Parse(text));
        Assert.DoesNotContain("HN7XYM", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_prints_masked_with_its_id()
    {
        using var key = SecretKey.Parse(Sample);
        Assert.Equal("A3-G9KCAB-••••••-•••••-•••••-•••••-•••••", key.ToString());
        Assert.Equal(key.Mask(), $"{key}");
        Assert.Equal(40, key.Mask().Length);
    }

    [Fact]
    public void A_disposed_key_is_wiped_and_refuses_to_be_used()
    {
        var key = SecretKey.Parse(Sample);
        var secret = key.Secret;
        key.Dispose();
        Assert.Equal(new string('\0', 26), secret.ToString());
        Assert.Throws<ObjectDisposedException>(() => key.Reveal());
        Assert.Equal("A3-G9KCAB-••••••-•••••-•••••-•••••-•••••", key.ToString());
    }

    [Fact]
    public void New_keys_use_the_whole_alphabet_evenly()
    {
        var counts = new int[SecretKey.Alphabet.Length];
        var randomness = new SeededRandomness(7);
        const int keys = 4_000;
        for (var i = 0; i < keys; i++)
        {
            using var key = SecretKey.Create(randomness);
            foreach (var c in key.RevealCompact().AsSpan(2))
                counts[SecretKey.Alphabet.IndexOf(c, StringComparison.Ordinal)]++;
        }
        // Chi-squared with 30 degrees of freedom: 59.7 is exceeded by a uniform source once in a thousand; the seed is fixed.
        var expected = keys * 32.0 / counts.Length;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 0, 59.7);
    }

    [Fact]
    public void Bytes_that_would_favour_the_first_characters_are_rejected()
    {
        using var key = SecretKey.Create(new Countdown());
        // Countdown yields 255, 254 … : 255 to 248 must be skipped, 247 is the last of the alphabet.
        Assert.StartsWith("A3ZYXWVT", key.RevealCompact(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_key_is_read_back_as_itself()
    {
        using var key = SecretKey.Create(SystemRandomness.Instance);
        using var again = SecretKey.Parse(key.Reveal());
        Assert.Equal(key.RevealCompact(), again.RevealCompact());
        Assert.Equal(SecretKeyVersion.A3, key.Version);
        Assert.Equal(34, key.RevealCompact().Length);
    }

    [Fact]
    public void Rotation_keeps_version_and_id_and_changes_the_secret()
    {
        using var key = SecretKey.Parse(Sample);
        using var rotated = key.Rotate(SystemRandomness.Instance);
        Assert.Equal(key.Version, rotated.Version);
        Assert.Equal(key.AccountId, rotated.AccountId);
        Assert.NotEqual(key.Reveal(), rotated.Reveal());
    }

    [Fact]
    public void The_obfuscated_form_of_the_vector_opens()
    {
        var vector = Vectors.Own("secret-key-obfuscation.json").Node("vector");
        using var key = ObfuscatedSecretKey.Read(Envelope.Parse(vector.Node("envelope").Utf8()));
        Assert.Equal(vector.Str("secretKey_plain_with_dashes"), key.Reveal());
    }

    [Fact]
    public void Obfuscation_writes_exactly_the_vector_under_its_nonce()
    {
        var vector = Vectors.Own("secret-key-obfuscation.json").Node("vector");
        using var key = SecretKey.Parse(vector.Str("secretKey_plain_with_dashes"));
        var envelope = ObfuscatedSecretKey.Obfuscate(key, new FixedBytes(vector.Hex("iv_hex")));
        Assert.True(JsonNode.DeepEquals(vector["envelope"], envelope.ToJson()));
    }

    [Fact]
    public void The_old_per_device_form_is_read_with_the_devices_id_only()
    {
        const string device = "qw2j4wwzdtrho4bbp2nnalaaty";
        using var cipher = new SymmetricKey("03h4kf8euth5ks9skel3lfis9s", System.Text.Encoding.ASCII.GetBytes(device + "f737s0"));
        var envelope = cipher.Seal(System.Text.Encoding.ASCII.GetBytes(Sample), SystemRandomness.Instance);
        using var key = ObfuscatedSecretKey.Read(envelope, device);
        Assert.Equal(Sample, key.Reveal());
        Assert.Throws<UnsupportedSchemeException>(() => ObfuscatedSecretKey.Read(envelope));
    }

    [Fact]
    public void An_invented_obfuscation_key_id_is_refused()
    {
        using var cipher = new SymmetricKey("obf-v1", "01be638ec19d0b5bf7a310239d817aa1"u8);
        var envelope = cipher.Seal(System.Text.Encoding.ASCII.GetBytes(Sample), SystemRandomness.Instance);
        Assert.Throws<UnsupportedSchemeException>(() => ObfuscatedSecretKey.Read(envelope));
    }

    private sealed class Countdown : IRandomness
    {
        private byte _next;

        public void Fill(Span<byte> target)
        {
            foreach (ref var b in target)
                b = unchecked(--_next);
        }

        public System.Security.Cryptography.RSA CreateRsa() => throw new NotSupportedException();
    }
}
