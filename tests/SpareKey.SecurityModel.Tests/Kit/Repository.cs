namespace SpareKey.SecurityModel.Tests;

internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SpareKey.slnx")))
                return folder.FullName;
        }
        throw new InvalidOperationException("the tests must run inside the repository");
    }
}
