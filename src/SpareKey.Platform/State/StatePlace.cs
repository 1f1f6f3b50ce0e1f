namespace SpareKey.Platform.State;

/// <summary>Where each platform keeps a program's state when nobody says otherwise.</summary>
public static class StatePlace
{
    public static string Default()
    {
        if (OperatingSystem.IsWindows())
            return Under(Environment.SpecialFolder.CommonApplicationData, "SpareKey", "state");
        if (OperatingSystem.IsMacOS())
            return Under(Environment.SpecialFolder.UserProfile, "Library", "Application Support", "SpareKey", "state");
        if (Environment.IsPrivilegedProcess)
            return "/var/lib/sparekey";
        var configured = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return Path.IsPathFullyQualified(configured ?? "")
            ? Path.Combine(configured!, "sparekey")
            : Under(Environment.SpecialFolder.UserProfile, ".local", "state", "sparekey");
    }

    private static string Under(Environment.SpecialFolder root, params string[] parts) =>
        Path.Combine([Environment.GetFolderPath(root), .. parts]);
}
