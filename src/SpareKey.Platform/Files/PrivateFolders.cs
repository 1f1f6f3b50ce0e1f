using SpareKey.Core.Errors;
using SpareKey.Core.Files;

namespace SpareKey.Platform.Files;

public sealed class PrivateFolders : IPrivateFolders
{
    internal const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public IPrivateFolder OpenEmpty(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
            throw new UserErrorException(ExitCode.Usage, $"{full} is a file", "name a folder that does not exist yet");
        if (Directory.Exists(full))
            RequireEmpty(full);
        Create(full);
        return new PrivateFolder(full);
    }

    public IPrivateFolder OpenOrCreate(string path)
    {
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full))
            Create(full);
        return new PrivateFolder(full);
    }

    private static void RequireEmpty(string full)
    {
        // A link could be swapped under us while plaintext is written through it.
        if (new DirectoryInfo(full).LinkTarget is not null)
            throw new UserErrorException(ExitCode.Usage, $"{full} is a link", "name the folder itself, or one that does not exist yet");
        var occupied = FileFailure.Guard("list", full, folder => Directory.EnumerateFileSystemEntries(folder).Any());
        if (occupied)
            throw new UserErrorException(ExitCode.Usage, $"{full} is not empty", "name a folder that is empty or does not exist yet; nothing is ever overwritten");
    }

    private static void Create(string full) => FileFailure.Guard("create", full, folder =>
    {
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(folder);
        var made = Directory.CreateDirectory(folder, FolderMode);
        File.SetUnixFileMode(folder, FolderMode);
        return made;
    });
}
