using SpareKey.Cli.Terminal;
using SpareKey.Core.Tokens;

namespace SpareKey.Cli.Rendering;

internal static class TokenText
{
    public static void Write(TextWriter writer, InspectedToken token)
    {
        foreach (var value in token.Values)
            writer.WriteLine($"{value.Name,-18}  {Printable.Text(value.Text)}");
        writer.WriteLine("The token carries everything that opens its account; no password is needed. Nothing was asked of the service.");
    }
}
