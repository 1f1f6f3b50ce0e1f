using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;
using SpareKey.Durability;

namespace SpareKey.Destinations.Folder;

/// <summary>Snapshots in one folder of a file system that is mounted here.</summary>
public sealed class FolderDestination : IDestination
{
    internal const string PartialSuffix = ".partial";
    internal const string ProbePrefix = ".sparekey-probe-";
    private const int MaxSidecarBytes = 4096;

    private readonly string _path;
    private readonly TimeProvider _clock;

    /// <param name="path">The folder; it must exist: a backup that makes its own destination would fill an unmounted mount point.</param>
    /// <param name="clock">Dates the lock.</param>
    public FolderDestination(string path, TimeProvider clock)
    {
        _path = Path.GetFullPath(path);
        _clock = clock;
    }

    public string Name => _path;

    public IReadOnlyList<string> List() =>
        [.. Names().Where(name => SnapshotFileName.TryParse(name, out _)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> OrphanSidecars()
    {
        var names = Names().ToHashSet(StringComparer.Ordinal);
        // A commit names the sidecar first. Beside a draft it is no orphan: a run is about to finish, or died there and lost nothing.
        return [.. names.Where(IsSidecarOfSnapshot).Where(name => SnapshotOf(name) is var of && !names.Contains(of) && !names.Contains(of + PartialSuffix)).Order(StringComparer.Ordinal)];
    }

    public Stream OpenRead(string snapshotName)
    {
        var path = InFolder(snapshotName);
        try
        {
            return new ExplainedStream(() => Open(path), (verb, failure) => FolderFailure.Unreadable(verb, path, failure));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FolderFailure.Unreadable("read", path, failure);
        }
    }

    public byte[]? ReadSidecar(string snapshotName)
    {
        var sidecar = InFolder(snapshotName + SnapshotFileName.SidecarExtension);
        try
        {
            return File.Exists(sidecar) ? ReadBounded(sidecar) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FolderFailure.Unreadable("read", sidecar, failure);
        }
    }

    public long? FreeBytes()
    {
        RequireFolder();
        return FolderFailure.Guard("ask for free space", _path, path => (long?)new DriveInfo(path).AvailableFreeSpace);
    }

    public void CheckWritable()
    {
        RequireFolder();
        var probe = InFolder(ProbePrefix + Guid.NewGuid().ToString("N"));
        FolderFailure.Guard("write", probe, path =>
        {
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            file.WriteByte(0);
            return true;
        });
    }

    public IDestinationLock Lock()
    {
        RequireFolder();
        return FolderLock.Take(this, _path, _clock);
    }

    internal IEnumerable<string> Names()
    {
        RequireFolder();
        return FolderFailure.Guard("list", _path, path => Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).ToArray());
    }

    internal string InFolder(string name)
    {
        if (name.Length == 0 || name != Path.GetFileName(name))
            throw new UserErrorException(ExitCode.Usage, $"{name} is not a file name", "give the name without a folder");
        return Path.Combine(_path, name);
    }

    private static string SnapshotOf(string sidecar) => sidecar[..^SnapshotFileName.SidecarExtension.Length];

    private static bool IsSidecarOfSnapshot(string name) =>
        name.EndsWith(SnapshotFileName.SidecarExtension, StringComparison.Ordinal) && SnapshotFileName.TryParse(name[..^SnapshotFileName.SidecarExtension.Length], out _);

    private static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 0 });

    private static byte[] ReadBounded(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var buffer = new byte[MaxSidecarBytes];
        return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    private void RequireFolder()
    {
        if (!Directory.Exists(_path))
            throw new UserErrorException(ExitCode.Failed, $"the destination {_path} is not there", "create the folder, or mount what should be mounted there");
    }
}
