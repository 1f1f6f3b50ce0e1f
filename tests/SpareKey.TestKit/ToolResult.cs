using System.Text;

namespace SpareKey.TestKit;

/// <summary>How a stock tool ended and what it wrote.</summary>
public sealed record ToolResult(int ExitCode, byte[] Output, string Errors)
{
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Throws unless the tool ended with 0.</summary>
    public ToolResult Expect() => ExitCode == 0 ? this : throw new InvalidOperationException($"exit code {ExitCode}: {Errors}{Text}");
}
