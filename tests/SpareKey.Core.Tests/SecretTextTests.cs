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
    [InlineData("two\n\n", "two\n")]
    [InlineData(" blanks stay ", " blanks stay ")]
    [InlineData("\uFEFFmark\n", "mark")]
    public void One_line_ending_is_not_part_of_a_password(string file, string password)
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
    public void What_is_no_password_is_refused_with_its_origin(byte[] file, string why)
    {
        var failure = Assert.Throws<UserErrorException>(() => SecretText.FromUtf8(file, "pw.txt"));

        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Contains("pw.txt", failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_a_password_is_refused_before_it_is_decoded() =>
        Assert.Throws<UserErrorException>(() => SecretText.FromUtf8(new byte[4097], "f"));
}
