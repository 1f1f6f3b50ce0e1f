using System.Reflection;

namespace SpareKey.Cli.Composition;

internal static class ProductName
{
    public static string Version { get; } =
        typeof(ProductName).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static string WithVersion { get; } = $"sparekey {Version}";
}
