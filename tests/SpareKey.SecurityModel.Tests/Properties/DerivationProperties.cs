namespace SpareKey.SecurityModel.Tests.Properties;

/// <summary>The derived key is a function of exactly its inputs: equal inputs give it again, any other input gives another.</summary>
public sealed class DerivationProperties
{
    private const string Key = "A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F";

    private static readonly byte[] Salt = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
    private static readonly string Reference = Derive();

    [Theory]
    [InlineData("me@example.com", "pass word", "a3 g9kcab hn7xym knwj2 dgcln g3g4g 5ss2f")]
    [InlineData(" ME@Example.com\uFEFF", "\u3000pass word\n", Key)]
    [InlineData("me@example.com", "ｐａｓｓ word", Key)]
    public void Another_spelling_of_the_same_input_gives_the_same_key(string email, string password, string key) =>
        Assert.Equal(Reference, Derive(email, password, key));

    [Theory]
    [InlineData("me@example.org", "pass word", Key)]
    [InlineData("me@example.com", "pass  word", Key)]
    [InlineData("me@example.com", "Pass word", Key)]
    [InlineData("me@example.com", "pass word\u0085", Key)]
    [InlineData("me@example.com", "pass word", "A3-G9KCAC-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F")]
    [InlineData("me@example.com", "pass word", "A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2G")]
    [InlineData("me@example.com", "pass word", "A2-G9KCAB-HN7XY-MKNWJ-2DGCL-NG3G4-G5SS2")]
    public void Another_input_gives_another_key(string email, string password, string key) =>
        Assert.NotEqual(Reference, Derive(email, password, key));

    [Fact]
    public void Each_parameter_counts()
    {
        Assert.Equal(Reference, Derive());
        Assert.NotEqual(Reference, Derive(iterations: 10_001));
        Assert.NotEqual(Reference, Derive(method: DerivationMethod.LegacyAccountUnlock));
        Assert.NotEqual(Reference, Derive(method: DerivationMethod.SrpX));
        for (var i = 0; i < Salt.Length; i++)
        {
            var salt = Salt.ToArray();
            salt[i] ^= 1;
            Assert.NotEqual(Reference, Derive(salt: salt));
        }
    }

    [Fact]
    public void The_old_derivation_takes_the_password_as_typed()
    {
        var typed = Derive(password: "\u00E4", method: DerivationMethod.LegacyAccountUnlock);
        Assert.NotEqual(typed, Derive(password: "a\u0308", method: DerivationMethod.LegacyAccountUnlock));
        Assert.NotEqual(typed, Derive(password: " \u00E4", method: DerivationMethod.LegacyAccountUnlock));
        Assert.Equal(Derive(password: "\u00E4"), Derive(password: " a\u0308"));
    }

    [Fact]
    public void The_old_derivation_follows_its_rule_and_makes_nothing_new()
    {
        using var secretKey = SecretKey.Parse(Key);
        var hash = Base64UrlText.Encode(System.Security.Cryptography.SHA256.HashData("pass word"u8));
        var k2 = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2("me@example.com:" + hash, Salt, 10_000, System.Security.Cryptography.HashAlgorithmName.SHA256, 32);
        var kA = System.Security.Cryptography.HKDF.DeriveKey(System.Security.Cryptography.HashAlgorithmName.SHA256, "HN7XYMKNWJ2DGCLNG3G4G5SS2F"u8.ToArray(), 32, "G9KCAB"u8.ToArray(), "A3"u8.ToArray());
        Assert.Equal(Convert.ToHexStringLower([.. k2.Zip(kA, (a, b) => (byte)(a ^ b))]), Derive(method: DerivationMethod.LegacyAccountUnlock));
        Assert.Throws<UnsupportedSchemeException>(() => KeyDerivationParameters.Create(DerivationMethod.LegacyAccountUnlock, SystemRandomness.Instance));
    }

    [Fact]
    public void A_decomposing_mark_at_the_start_keeps_the_blank_that_it_decomposes_to()
    {
        // U+00A8 is U+0020 U+0308 in NFKD: trimming must come first, or the blank is lost.
        Assert.Equal(Derive(password: "\u00A8x"), Derive(password: " \u00A8x"));
        Assert.NotEqual(Derive(password: "\u00A8x"), Derive(password: "\u0308x"));
    }

    [Fact]
    public void Parameters_of_one_derivation_are_refused_for_the_other()
    {
        using var key = SecretKey.Parse(Key);
        using var credentials = new Credentials(EmailAddress.Parse("me@example.com"), "x", key);
        Assert.Throws<UnsupportedSchemeException>(() => AccountUnlockKey.Derive(credentials, new(DerivationMethod.SrpX, Salt, Iterations.From(10_000))));
        Assert.Throws<UnsupportedSchemeException>(() => SrpX.Derive(credentials, new(DerivationMethod.AccountUnlock, Salt, Iterations.From(10_000))));
        Assert.Throws<MalformedDataException>(() => new KeyDerivationParameters(DerivationMethod.SrpX, new byte[7], Iterations.Current));
        Assert.Throws<InvalidOperationException>(() => new KeyDerivationParameters(DerivationMethod.SrpX, Salt, default));
    }

    private static string Derive(string email = "me@example.com", string password = "pass word", string key = Key, byte[]? salt = null, int iterations = 10_000, DerivationMethod method = DerivationMethod.AccountUnlock)
    {
        using var secretKey = SecretKey.Parse(key);
        using var credentials = new Credentials(EmailAddress.Parse(email), password, secretKey);
        using var output = TwoSecretDerivation.Derive(credentials, new(method, salt ?? Salt, Iterations.From(iterations)), "test", null);
        return Convert.ToHexStringLower(output.DangerousBytes);
    }
}
