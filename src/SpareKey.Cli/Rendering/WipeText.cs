namespace SpareKey.Cli.Rendering;

/// <summary>How to get rid of a folder of plaintext.</summary>
internal static class WipeText
{
    public static void Write(TextWriter writer, string folder)
    {
        writer.WriteLine("These files are readable secrets. When you are done, wipe them:");
        writer.WriteLine(OperatingSystem.IsWindows()
            ? $"  Remove-Item -Recurse -Force '{folder}'; cipher /w:'{Path.GetDirectoryName(folder)}'"
            : $"  find '{folder}' -type f -exec shred -u {{}} + && rm -rf '{folder}'");
        writer.WriteLine("On a flash disk or a journaling file system wiping is best effort: a folder in memory such as /dev/shm leaves nothing.");
    }
}
