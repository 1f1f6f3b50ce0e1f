using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

/// <summary>The files under Recordings, by the names of the recordings they were derived from.</summary>
internal static class Recording
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Recordings");

    public static IReadOnlyList<string> Index() => File.ReadAllLines(Path.Combine(Root, "index.txt"));

    public static SortedSet<string> Shape(string name) => new(Lines(name).Where(l => l.StartsWith('$')), StringComparer.Ordinal);

    public static IReadOnlyList<string> Lines(string name) =>
        File.ReadAllLines(Path.Combine(Root, "shapes", Path.ChangeExtension(name, ".shape")));

    public static JsonNode Model(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "models", name)))!;
}
