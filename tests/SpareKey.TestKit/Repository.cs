using System.Reflection;

namespace SpareKey.TestKit;

/// <summary>Where the repository is, seen from a running test.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The folder name that builds of this configuration go to.</summary>
    public static string Configuration { get; } =
        (typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug").ToLowerInvariant();

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "SpareKey.slnx")))
                return folder;
        }

        throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
