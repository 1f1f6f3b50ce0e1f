using System.Globalization;
using SpareKey.TestKit;

namespace SpareKey.DamageCampaigns;

/// <summary>A tmpfs of a given size over a folder. Where mounting is not permitted, the test is skipped and says so.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    public static async Task<SmallDisk> MountAsync(string folder, int bytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a small tmpfs is mounted on Linux only");
        var result = await StockTool.RunAsync("mount", ["-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={bytes},mode=0700"), "tmpfs", folder]);
        Assert.SkipUnless(result.ExitCode == 0, $"mounting a tmpfs is not permitted here: {result.Errors.Trim()}");
        return new SmallDisk(folder);
    }

    public async Task MakeReadOnlyAsync() => (await StockTool.RunAsync("mount", ["-o", "remount,ro", _folder])).Expect();

    public static async Task TakeAwayAsync(string folder) => (await StockTool.RunAsync("umount", ["--lazy", folder])).Expect();

    public async ValueTask DisposeAsync() => await StockTool.RunAsync("umount", ["--lazy", _folder]);
}
