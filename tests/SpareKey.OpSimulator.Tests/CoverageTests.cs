using System.Reflection;

namespace SpareKey.OpSimulator.Tests;

public sealed class CoverageTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_recording_has_a_test()
    {
        var covered = typeof(CoverageTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(m => m.GetCustomAttributes<CoversAttribute>().SelectMany(c => c.Recordings)
                .Concat(m.GetCustomAttributes<InlineDataAttribute>().Select(d => d.Data.FirstOrDefault()).OfType<string>()))
            .ToHashSet(StringComparer.Ordinal);
        var index = Recording.Index();
        var missing = index.Where(r => !covered.Contains(r)).ToList();
        output.WriteLine($"{index.Count} recordings, {missing.Count} without a test: {string.Join(", ", missing)}");
        Assert.Empty(missing);
        Assert.True(index.Count > 130);
    }
}
