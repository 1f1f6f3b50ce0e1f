using System.Text;
using SpareKey.Core.Errors;
using SpareKey.Core.Secrets;

namespace SpareKey.Core.Tests;

public sealed class SecretTextTests
{
    [Theory]
    [InlineData("correct horse\n", "correct horse")]
    [InlineData("correct horse\r\n", "correct horse")]
    [InlineData("correct horse", "correct horse")]
    [InlineData("empty lines follow\n\r\n\n", "empty lines follow")]
    [InlineData(" blanks stay ", " blanks stay ")]
    [InlineData("\uFEFFmark\n", "mark")]
    public void The_first_line_without_its_ending_is_the_password(string file, string password)
    {
        using var secret = SecretText.FromUtf8(Encoding.UTF8.GetBytes(file), "f");

        Assert.Equal(password, secret.Reveal().ToString());
    }

    [Fact]
    public void It_prints_as_asterisks()
    {
        using var secret = SecretText.FromUtf8("correct horse"u8, "f");

        Assert.Equal("***", secret.ToString());
        Assert.Equal("***", $"{secret}");
    }

    [Fact]
    public void Disposing_wipes_the_characters()
    {
        var secret = SecretText.FromUtf8("correct horse"u8, "f");
        secret.Dispose();

        Assert.Equal(new string('\0', 13), secret.Reveal().ToString());
    }

    [Theory]
    [InlineData(new byte[0], "empty")]
    [InlineData(new byte[] { (byte)'\n' }, "empty")]
    [InlineData(new byte[] { 0xC3, 0x28 }, "not UTF-8")]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', (byte)'b' }, "more lines follow")]
    public void What_is_no_password_is_refused_with_its_origin(byte[] file, string why)
    {
        var failure = Assert.Throws<UserErrorException>(() => SecretText.FromUtf8(file, "pw.txt"));

        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Contains("pw.txt", failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("horse", true)]
    [InlineData("house", false)]
    [InlineData("horses", false)]
    public void Two_secrets_are_the_same_or_not(string other, bool same)
    {
        using var one = SecretText.FromUtf8("horse"u8, "f");
        using var two = SecretText.FromUtf8(Encoding.UTF8.GetBytes(other), "f");

        Assert.Equal(same, one.IsSameAs(two));
    }

    [Fact]
    public void A_file_that_cannot_be_a_password_is_refused_before_it_is_decoded() =>
        Assert.Throws<UserErrorException>(() => SecretText.FromUtf8(new byte[4097], "f"));
}
