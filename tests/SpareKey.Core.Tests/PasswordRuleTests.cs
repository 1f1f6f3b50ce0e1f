using System.Text;
using SpareKey.Core.Errors;
using SpareKey.Core.Secrets;

namespace SpareKey.Core.Tests;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("sesame-7")]
    [InlineData("thirteen chrs")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("ababababababababab")]
    [InlineData("passwordpasswordpassword")]
    public void Weak_ones_are_refused_and_not_quoted(string weak)
    {
        using var secret = SecretText.FromUtf8(Encoding.UTF8.GetBytes(weak), "f");

        var failure = Assert.Throws<UserErrorException>(() => PasswordRule.Check(secret));

        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.DoesNotContain(weak, failure.Message + failure.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("q7R+x2Lk0mZ9vB4n")]
    [InlineData("Größenwahn-überall-9")]
    public void Usable_ones_pass(string usable)
    {
        using var secret = SecretText.FromUtf8(Encoding.UTF8.GetBytes(usable), "f");

        PasswordRule.Check(secret);
    }
}
