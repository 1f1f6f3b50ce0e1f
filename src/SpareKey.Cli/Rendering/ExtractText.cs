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
        writer.WriteLine("These files are readable secrets. When you are done, wipe them:");
        writer.WriteLine(OperatingSystem.IsWindows()
            ? $"  Remove-Item -Recurse -Force '{result.Folder}'; cipher /w:'{Path.GetDirectoryName(result.Folder)}'"
            : $"  find '{result.Folder}' -type f -exec shred -u {{}} + && rm -rf '{result.Folder}'");
        writer.WriteLine("On a flash disk or a journaling file system wiping is best effort: a folder in memory such as /dev/shm leaves nothing.");
    }
}
