using System.Text;

namespace SpareKey.Campaigns.Stage;

/// <summary>Finds the `op` processes of one scene by the account folder in their environment.</summary>
internal static class OpProcesses
{
    public static IReadOnlyList<int> Of(CampaignScene scene) => [.. All().Where(id => IsOp(id) && Has(id, $"SIMULATED_OP_HOME={scene.AccountFolder}"))];

    /// <summary>Seconds until none was left, or null if some outlived the patience.</summary>
    public static async Task<double?> WaitForNoneAsync(CampaignScene scene, TimeSpan patience)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (Of(scene).Count > 0)
        {
            if (TimeProvider.System.GetElapsedTime(started) > patience)
                return null;
            await Task.Delay(20);
        }

        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    public static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder)).Where(name => int.TryParse(name, out _)).Select(int.Parse);

    public static byte[] Read(int id, string name)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/{name}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It ended in this moment, or it is somebody else's.
            return [];
        }
    }

    private static bool IsOp(int id) => Path.GetFileName(Encoding.UTF8.GetString(Read(id, "cmdline")).Split('\0')[0]) == "op";

    private static bool Has(int id, string variable) => Encoding.UTF8.GetString(Read(id, "environ")).Split('\0').Contains(variable);
}
