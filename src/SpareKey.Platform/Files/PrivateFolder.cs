using SpareKey.Core.Errors;
using SpareKey.Core.Files;
using SpareKey.Durability;

namespace SpareKey.Platform.Files;

internal sealed class PrivateFolder(string path) : IPrivateFolder
{
    private readonly string _prefix = path.EndsWith(System.IO.Path.DirectorySeparatorChar) ? path : path + System.IO.Path.DirectorySeparatorChar;

    public string Path { get; } = path;

    public Stream CreateFile(string relativePath) => Create(relativePath);

    public void WriteFile(string relativePath, ReadOnlySpan<byte> content)
    {
        using var file = Create(relativePath);
        try
        {
            file.Write(content);
            file.FlushToDisk();
        }
        catch (UserErrorException)
        {
            Delete(relativePath);
            throw;
        }
    }

    private ExplainedStream Create(string relativePath)
    {
        var full = Inside(relativePath);
        return FileFailure.Guard("create", full, file =>
        {
            MakeFolders(System.IO.Path.GetDirectoryName(file)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new ExplainedStream(() => new DurableFile(file, options), (verb, failure) => FileFailure.Explain(verb, file, failure));
        });
    }

    public bool Exists(string relativePath) => System.IO.Path.Exists(Inside(relativePath));

    public void Rename(string from, string to) => FileFailure.Guard("name", Inside(to), target =>
    {
        if (File.Exists(target))
            throw new IOException("it exists already");
        PosixFile.Rename(Inside(from), target);
        return true;
    });

    public void Delete(string relativePath) => FileFailure.Guard("remove", Inside(relativePath), file =>
    {
        File.Delete(file);
        return true;
    });

    // The paths come out of a snapshot. Its grammar has no "..", but this is the last door before the disk.
    private string Inside(string relativePath)
    {
        var full = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relativePath));
        if (!full.StartsWith(_prefix, StringComparison.Ordinal) || full.Length == _prefix.Length)
            throw new UserErrorException(ExitCode.VerificationFailed, $"the path {relativePath} leads out of {Path}", "do not trust this snapshot; keep it for examination");
        return full;
    }

    private static void MakeFolders(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, PrivateFolders.FolderMode);
    }
}
