namespace SpareKey.TestKit;

/// <summary>The programs under test: the published ones that the build names, else the ones built beside the tests.</summary>
public static class Executables
{
    public static string SpareKey { get; } = Find("SPAREKEY_EXE", "SpareKey.Cli", "sparekey");

    public static string OpSimulator { get; } = Find("SPAREKEY_OP_SIMULATOR", "SpareKey.OpSimulator", "op");

    private static string Find(string variable, string project, string name)
    {
        var named = Environment.GetEnvironmentVariable(variable);
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        var path = string.IsNullOrEmpty(named) ? Path.Combine(Repository.Root, "artifacts", "bin", project, Repository.Configuration, file) : named;
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not built; run ./build test");
    }
}
