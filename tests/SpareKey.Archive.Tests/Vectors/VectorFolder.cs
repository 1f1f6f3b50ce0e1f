namespace SpareKey.Archive.Tests;

internal static class VectorFolder
{
    public static string Path { get; } = Find();

    public static string File(string name) => System.IO.Path.Combine(Path, name);

    // The tests run from the build's output folder, somewhere below the repository.
    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(folder, "SpareKey.slnx")))
                return System.IO.Path.Combine(folder, "testvectors", "archive");
        }

        throw new InvalidOperationException("the tests must run from inside the repository: testvectors/archive was not found");
    }
}
