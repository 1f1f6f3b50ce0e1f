using SpareKey.Cli.Terminal;
using SpareKey.Core.Extract;

namespace SpareKey.Cli.Rendering;

internal static class ExtractText
{
    public static void Write(TextWriter writer, ExtractResult result)
    {
        writer.WriteLine($"extracted {Units.Count(result.Files, "file", "files")}, {Units.Bytes(result.Bytes)}, into {Printable.Text(result.Folder)}");
        if (!result.Complete)
            writer.WriteLine("the snapshot says of itself that it is incomplete; sparekey show names what it lacks");
        WipeText.Write(writer, result.Folder);
    }
}
