using System.Text.RegularExpressions;
using SpareKey.TestKit;

namespace SpareKey.DamageCampaigns.Docs;

/// <summary>A guarantee names the test behind it; a test that was renamed or removed would leave an empty promise.</summary>
public sealed partial class NamedTestsTests
{
    [Fact]
    public void Every_test_that_a_security_page_names_exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var named = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "security"), "*.md")
            .SelectMany(page => Named().Matches(File.ReadAllText(page)).Select(match => match.Groups["name"].Value))
            .ToArray();
        Assert.True(named.Length > 40, "the pages name hardly a test");
        Assert.Empty(named.Except(tests, StringComparer.Ordinal));
    }

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Method();

    // A sentence with underscores in code quotes; environment variables are in capitals.
    [GeneratedRegex("`(?<name>(?=[^`]*[a-z])[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){2,})`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
