namespace SpareKey.TestKit.Canaries;

/// <summary>Lists files whose content can be read. A named pipe, of which the .NET runtime makes some, would stop its reader for ever.</summary>
internal static class RegularFiles
{
    public static async Task<IReadOnlyList<string>> InAsync(string folder)
    {
        if (OperatingSystem.IsWindows())
            return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)];
        // find ends with 1 when a folder went away meanwhile; what it printed is good all the same.
        var found = await StockTool.RunAsync("find", [folder, "-type", "f", "-print0"]);
        return found.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }
}
