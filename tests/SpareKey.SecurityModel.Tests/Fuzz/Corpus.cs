namespace SpareKey.SecurityModel.Tests.Fuzz;

/// <summary>The committed seeds: one folder per target, one file per seed.</summary>
internal static class Corpus
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "SpareKey.SecurityModel.Tests", "Corpus");

    public static IReadOnlyList<byte[]> Read(string target)
    {
        var folder = Path.Combine(Folder, target);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];
    }

    public static void Write(string target, IEnumerable<byte[]> seeds)
    {
        var folder = Path.Combine(Folder, target);
        Directory.CreateDirectory(folder);
        foreach (var (seed, i) in seeds.Select((seed, i) => (seed, i)))
            File.WriteAllBytes(Path.Combine(folder, $"seed-{i}"), seed);
    }
}
