using System.Text.RegularExpressions;
using SpareKey.TestKit;

namespace SpareKey.ArchitectureTests;

/// <summary>Documents name what is there.</summary>
public sealed partial class PictureTests
{
    [Fact]
    public void The_architecture_page_names_every_project_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        var named = ProjectName().Matches(page).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var there = new[] { "src", "tools", "tests", "bench", "samples" }
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

        Assert.Equal(there, named);
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var broken = Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(BrokenLinks);

        Assert.Empty(broken);
    }

    private static IEnumerable<string> BrokenLinks(string file) =>
        Link().Matches(File.ReadAllText(file))
            .Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)))
            .Select(target => $"{Path.GetRelativePath(Repository.Root, file)} -> {target}");

    [GeneratedRegex(@"SpareKey\.[A-Z][A-Za-z]*(\.Tests)?", RegexOptions.None, 1000)]
    private static partial Regex ProjectName();

    [GeneratedRegex(@"\]\(([^)\s]+)\)", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
