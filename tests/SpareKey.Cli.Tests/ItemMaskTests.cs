using System.Text;
using SpareKey.Cli.Rendering;

namespace SpareKey.Cli.Tests;

public sealed class ItemMaskTests
{
    [Theory]
    [InlineData("CONCEALED")]
    [InlineData("OTP")]
    [InlineData("SSHKEY")]
    [InlineData("CREDIT_CARD_NUMBER")]
    [InlineData("SOMETHING_NEW")]
    public void A_type_not_known_to_be_harmless_is_masked(string type)
    {
        var masked = Masked($$"""{"fields":[{"id":"a","type":"{{type}}","value":"s3cret"}]}""");

        Assert.DoesNotContain("s3cret", masked, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_without_a_type_is_masked_and_the_order_of_members_does_not_matter()
    {
        var masked = Masked("""{"fields":[{"value":"s3cret"},{"value":"s3cret","type":"CONCEALED"}]}""");

        Assert.DoesNotContain("s3cret", masked, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_passwords_codes_and_other_forms_of_a_key_are_masked()
    {
        var masked = Masked("""
            {"fields":[{"type":"SSHKEY","value":"s3cret","ssh_formats":{"openssh":{"reference":"op://x","value":"s3cret"}}},
            {"type":"CONCEALED","value":"s3cret","password_details":{"history":["s3cret"]}},{"type":"OTP","value":"s3cret","totp":"s3cret"}]}
            """);

        Assert.DoesNotContain("s3cret", masked, StringComparison.Ordinal);
        Assert.Contains("op://x", masked, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_values_stay() => Assert.Contains("jane", Masked("""{"fields":[{"type":"STRING","value":"jane"}]}"""), StringComparison.Ordinal);

    [Fact]
    public void Doubled_members_do_not_confuse_it() =>
        Assert.DoesNotContain("s3cret", Masked("""{"fields":[{"type":"CONCEALED","value":"s3cret","value":"s3cret"}]}"""), StringComparison.Ordinal);

    private static string Masked(string item)
    {
        using var output = new MemoryStream();
        ItemMask.WriteJson(output, Encoding.UTF8.GetBytes(item));
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
