using SpareKey.Core.Errors;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.Cli.Terminal;

/// <summary>The files of a folder a person names, by their relative names. Links are not followed: they could lead anywhere.</summary>
internal sealed class InputFolder : IFileSet
{
    private const int MostFiles = 100_000;

    private readonly string _root;

    public InputFolder(string path)
    {
        _root = Path.GetFullPath(path);
        Names = Read(path);
    }

    public IReadOnlyCollection<string> Names { get; }

    public Stream Open(string name) => InputFiles.Open(Path.Combine(_root, name));

    private string[] Read(string path)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 8 };
        try
        {
            var files = Directory.EnumerateFiles(_root, "*", options).Take(MostFiles + 1).Select(file => Path.GetRelativePath(_root, file).Replace(Path.DirectorySeparatorChar, '/')).ToArray();
            return files.Length <= MostFiles
                ? files
                : throw new UserErrorException(ExitCode.Usage, $"{path} holds more than {MostFiles} files", "name the folder that ends in .opvault itself");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(ExitCode.Usage, $"{path} cannot be listed: {failure.Message.TrimEnd('.')}", "check the path and its permissions", failure);
        }
    }
}
