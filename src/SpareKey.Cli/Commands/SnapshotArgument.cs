using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;
using SpareKey.Destinations.Folder;

namespace SpareKey.Cli.Commands;

/// <summary>A snapshot named by its path is a name in the destination that its folder is.</summary>
internal static class SnapshotArgument
{
    public static (IDestination Destination, string Name) Resolve(string path, TimeProvider clock)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new UserErrorException(ExitCode.Usage, $"{path} is a folder", "give the path of one snapshot; list them with: sparekey list --destination DIR");
        if (!File.Exists(full))
            throw new UserErrorException(ExitCode.Usage, $"{path} does not exist", "give the path of a snapshot; list them with: sparekey list --destination DIR");
        return (new FolderDestination(Path.GetDirectoryName(full)!, clock), Path.GetFileName(full));
    }
}
