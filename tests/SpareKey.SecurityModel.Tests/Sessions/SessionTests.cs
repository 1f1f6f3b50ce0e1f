using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Sessions;

public sealed class SessionTests
{
    [Fact]
    public void The_messages_of_the_official_tool_open()
    {
        foreach (var node in Vectors.Shared("session-transport.json").Node("messages").AsArray())
        {
            using var session = new Session(node!.Str("kid"), node!.B64("key"));
            var message = session.Open(Envelope.Read(node!.AsObject()));
            Assert.Equal(node!.Str("plain"), message!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("session-transport.json")]
    [InlineData("detunized-real-fixtures.json")]
    public void Request_macs_come_out_as_recorded(string file)
    {
        foreach (var node in Vectors.Shared(file).Node("requestMac").AsArray())
        {
            using var session = new Session(node!.Str("sessionId"), node!.B64("sessionKey_b64url"));
            var (method, address, number) = (node!.Str("method"), new Uri(node!.Str("url")), node!["requestId"]!.GetValue<uint>());
            Assert.Equal(node!.Str("message"), session.MacText(method, address, number));
            Assert.Equal(node!.Hex("macKey_hex"), session.MacKey.ToArray());
            Assert.Equal(node!.Str("header"), session.Sign(method, address, number));
            Assert.True(session.Verify(method, address, number, node!.Str("header")));
            Assert.False(session.Verify(method, address, number + 1, node!.Str("header")));
        }
    }

    [Fact]
    public void The_synthetic_session_signs_and_opens()
    {
        var h = SyntheticAccount.Json.Node("handshake");
        using var session = new Session(h.Str("sessionId"), h.Hex("K_hex"));
        var address = new Uri("https://my.1password.com/api/v2/account/keysets?__t=1735787045.123");
        Assert.Equal(h.Str("macMessage"), session.MacText("GET", address, 7));
        Assert.Equal(h.Str("macHeader"), session.Sign("GET", address, 7));
        Assert.IsAssignableFrom<JsonNode>(session.Open(Envelope.Read(h.Node("encryptedBody").AsObject())));
    }

    [Theory]
    [InlineData("https://Host.Example.com", "S|GET|host.example.com/?|v1|1")]
    [InlineData("https://host.example.com:8443/a%2Fb", "S|GET|host.example.com/a%2Fb?|v1|1")]
    [InlineData("https://host.example.com/a?b=c%20d#frag", "S|GET|host.example.com/a?b=c%20d|v1|1")]
    public void The_address_goes_in_as_sent_without_port(string address, string expected)
    {
        using var session = new Session("S", new byte[32]);
        Assert.Equal(expected, session.MacText("GET", new Uri(address), 1));
    }

    [Fact]
    public void Messages_go_both_ways_and_belong_to_one_session()
    {
        using var session = new Session("A", new byte[32]);
        using var other = new Session("B", new byte[32]);
        var envelope = session.Seal(new JsonObject { ["x"] = 1 }, SystemRandomness.Instance);
        Assert.Equal("""{"x":1}""", session.Open(envelope)!.ToJsonString());
        Assert.Throws<MalformedDataException>(() => other.Open(envelope));
    }

    [Fact]
    public void The_remembered_device_proves_itself_as_recorded()
    {
        var vector = Vectors.Shared("detunized-real-fixtures.json").Node("dsecret");
        Assert.Equal(vector.Str("dshmac"), RememberedDevice.Prove(vector.B64("token_b64url"), vector.Str("sessionId")));
        Assert.Throws<MalformedDataException>(() => RememberedDevice.Prove([], "not base32!"));
    }
}
