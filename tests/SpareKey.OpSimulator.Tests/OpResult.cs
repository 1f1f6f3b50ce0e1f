using System.Text;
using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

internal sealed record OpResult(int Exit, byte[] Bytes, string Error)
{
    public string Out => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes) ?? throw new InvalidDataException("the output is null");

    /// <summary>The text behind `[ERROR] yyyy/MM/dd HH:mm:ss `, and a failure when the prefix is not there.</summary>
    public string ErrorText
    {
        get
        {
            var start = Error.IndexOf("[ERROR] ", StringComparison.Ordinal);
            Assert.True(start >= 0, $"no [ERROR] on stderr: {Error}");
            Assert.Matches(@"^\[ERROR\] \d{4}/\d\d/\d\d \d\d:\d\d:\d\d ", Error[start..]);
            return Error[(start + 28)..];
        }
    }

    public OpResult Ok()
    {
        Assert.True(Exit == 0, $"exit {Exit}: {Error}");
        return this;
    }
}
