using SpareKey.TestKit;

namespace SpareKey.Fuzz;

/// <summary>Committed inputs: <c>corpus/NAME</c> beside this project, and the archive format's test vectors.</summary>
internal static class CorpusFiles
{
    public static IReadOnlyList<byte[]> Of(string target) => Read(Path.Combine(Repository.Root, "tests", "SpareKey.Fuzz", "corpus", target));

    public static IReadOnlyList<byte[]> OfIfAny(string target)
    {
        var folder = Path.Combine(Repository.Root, "tests", "SpareKey.Fuzz", "corpus", target);
        return Directory.Exists(folder) ? Read(folder) : [];
    }

    public static string Vectors { get; } = Path.Combine(Repository.Root, "testvectors", "archive");

    public static byte[] SoundSnapshot { get; } = File.ReadAllBytes(Directory.GetFiles(Vectors, "*.sparekey.zip").Single());

    public static IReadOnlyList<byte[]> Snapshots { get; } = [SoundSnapshot, .. Directory.GetFiles(Path.Combine(Vectors, "damaged"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length > 0)];

    public const string Password = "test-data-only";

    public static byte[] Pfx { get; } = File.ReadAllBytes(Path.Combine(Vectors, "recovery-1.pfx"));

    private static byte[][] Read(string folder) => [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
}
