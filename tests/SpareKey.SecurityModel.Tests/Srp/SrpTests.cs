using System.Numerics;
using SpareKey.SecurityModel.Srp;

namespace SpareKey.SecurityModel.Tests.Srp;

public sealed class SrpTests
{
    private static readonly SrpContext Context = new("RDPMIFQWUJBWZFDBKURHNRFVRA", "G9KCAB", EmailAddress.Parse("me@example.com"), new byte[16]);

    [Theory]
    [InlineData(SrpProtocol.Current)]
    [InlineData(SrpProtocol.Legacy)]
    [InlineData(SrpProtocol.CurrentWithLegacyProofs)]
    public void Client_and_server_agree(SrpProtocol protocol)
    {
        using var x = X(1);
        var server = SrpServer.Start(SrpVerifier.From(x), Context, SystemRandomness.Instance, protocol);
        var client = SrpClient.Start(SystemRandomness.Instance);
        using var proof = client.Complete(x, server.PublicNumber, Context, protocol);
        var (session, serverProof) = server.Confirm(client.PublicNumber, proof.Proof);
        using var other = session;
        using var own = proof.Confirm(serverProof);
        Assert.Equal(session.Key.ToArray(), own.Key.ToArray());
        Assert.Equal(Context.SessionId, own.Id);
    }

    [Fact]
    public void A_wrong_secret_is_refused_by_the_server()
    {
        using var right = X(1);
        using var wrong = X(2);
        var server = SrpServer.Start(SrpVerifier.From(right), Context, SystemRandomness.Instance);
        var client = SrpClient.Start(SystemRandomness.Instance);
        using var proof = client.Complete(wrong, server.PublicNumber, Context);
        Assert.Throws<AuthenticationFailedException>(() => server.Confirm(client.PublicNumber, proof.Proof));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64 !")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_server_that_does_not_prove_itself_gets_no_session(string serverProof)
    {
        using var x = X(1);
        var server = SrpServer.Start(SrpVerifier.From(x), Context, SystemRandomness.Instance);
        using var proof = SrpClient.Start(SystemRandomness.Instance).Complete(x, server.PublicNumber, Context);
        var error = Assert.Throws<AuthenticationFailedException>(() => proof.Confirm(serverProof));
        Assert.Equal("sign-in: the server did not prove that it knows the secret", error.Message);
    }

    [Fact]
    public void Public_numbers_that_fix_the_session_key_are_refused_on_both_sides()
    {
        using var x = X(1);
        var server = SrpServer.Start(SrpVerifier.From(x), Context, SystemRandomness.Instance);
        BigInteger[] unacceptable = [0, 1, SrpGroup.N, SrpGroup.N + 1];
        foreach (var number in unacceptable)
        {
            var hex = SrpGroup.Hex(number);
            Assert.Throws<AuthenticationFailedException>(() => SrpClient.Start(SystemRandomness.Instance).Complete(x, hex, Context));
            Assert.Throws<AuthenticationFailedException>(() => server.Confirm(hex, "AAAA"));
            Assert.Throws<AuthenticationFailedException>(() => SrpVerifier.Parse(hex));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("-5")]
    [InlineData("0x5")]
    public void Numbers_that_are_none_are_refused(string hex)
    {
        using var x = X(1);
        Assert.Throws<MalformedDataException>(() => SrpClient.Start(SystemRandomness.Instance).Complete(x, hex, Context));
        Assert.Throws<MalformedDataException>(() => SrpVerifier.Parse(new string('f', 1025)));
    }

    [Fact]
    public void A_scrambler_of_zero_is_refused()
    {
        // No numbers that hash to zero are known, so the check behind the hash is tested by itself.
        Assert.Throws<AuthenticationFailedException>(() => SrpHandshake.RequireNonZero(BigInteger.Zero));
        Assert.Equal(BigInteger.One, SrpHandshake.RequireNonZero(BigInteger.One));
    }

    private static SrpX X(byte fill)
    {
        var bytes = new byte[32];
        Array.Fill(bytes, fill);
        return new SrpX(bytes);
    }
}
