using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SpareKey.TestKit;

namespace SpareKey.ArchitectureTests;

/// <summary>
/// Who may know whom, read from the built assemblies. A new reference in a leaf needs a changed line here, in the same commit.
/// </summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["SpareKey.Archive"] = ["System.Security.Cryptography.Pkcs"],
        ["SpareKey.SecurityModel"] = [],
        ["SpareKey.Core"] = ["SpareKey.Archive", "SpareKey.SecurityModel"],
        ["SpareKey.OnePasswordCli"] = ["SpareKey.Core", "Polly.Core"],
        ["SpareKey.Destinations"] = ["SpareKey.Core", "SpareKey.Archive"],
        ["SpareKey.Platform"] = ["SpareKey.Core"],
        ["sparekey"] = ["SpareKey.Archive", "SpareKey.Core", "SpareKey.OnePasswordCli", "SpareKey.Destinations", "SpareKey.Platform", "SpareKey.SecurityModel", "System.CommandLine"],
        ["op"] = [],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_references_only_what_the_picture_shows(string assembly)
    {
        var references = References(PathOf(assembly)).Where(name => !IsFramework(name)).ToArray();

        Assert.Empty(references.Except(Allowed[assembly], StringComparer.Ordinal));
    }

    [Fact]
    public void Every_product_project_is_under_this_rule()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tools"), "*.csproj", SearchOption.AllDirectories))
            .Select(AssemblyName);

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_simulator_shares_no_type_with_the_driver()
    {
        var ours = References(PathOf("op")).Where(name => name.StartsWith("SpareKey", StringComparison.Ordinal));

        Assert.Empty(ours);
    }

    // The framework's own assemblies: what the SDK puts beside no program of ours.
    private static bool IsFramework(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));

    private static string AssemblyName(string project) =>
        System.Xml.Linq.XDocument.Load(project).Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(project);

    private static string PathOf(string assembly)
    {
        var name = assembly == "op" ? "SpareKey.OpSimulator" : assembly == "sparekey" ? "SpareKey.Cli" : assembly;
        return Path.Combine(Repository.Root, "artifacts", "bin", name, Repository.Configuration, assembly + ".dll");
    }

    private static string[] References(string path)
    {
        using var stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
