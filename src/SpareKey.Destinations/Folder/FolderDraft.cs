using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;
using SpareKey.Durability;

namespace SpareKey.Destinations.Folder;

/// <summary>
/// Writes beside the target, because a rename is atomic only within one folder. The sidecar gets its name first:
/// once the snapshot has its own, everything that belongs to it is there.
/// </summary>
internal sealed class FolderDraft : ISnapshotDraft
{
    private readonly string _target;
    private readonly DurableFile _content;
    private bool _committed;

    private FolderDraft(string target, DurableFile content)
    {
        _target = target;
        _content = content;
    }

    public Stream Content => _content;

    private string Partial => _target + FolderDestination.PartialSuffix;

    private string SidecarTarget => _target + SnapshotFileName.SidecarExtension;

    private string SidecarPartial => SidecarTarget + FolderDestination.PartialSuffix;

    public static FolderDraft Create(string target)
    {
        RefuseExisting(target);
        var content = FolderFailure.Guard("create", target + FolderDestination.PartialSuffix, CreateNew);
        return new FolderDraft(target, content);
    }

    public void Flush() => FolderFailure.Guard("flush", Partial, _ =>
    {
        _content.Flush(flushToDisk: true);
        return true;
    });

    /// <summary>The lock is held and both names were free a moment ago, so the renames replace nothing.</summary>
    public void Commit(ReadOnlySpan<byte> sidecar)
    {
        RefuseExisting(_target);
        var digest = sidecar.ToArray();
        FolderFailure.Guard("write", SidecarPartial, path =>
        {
            using var file = CreateNew(path);
            file.Write(digest);
            file.Flush(flushToDisk: true);
            return true;
        });
        FolderFailure.Guard("name", _target, _ =>
        {
            _content.Dispose();
            PosixFile.Rename(SidecarPartial, SidecarTarget);
            PosixFile.Rename(Partial, _target);
            _committed = true;
            PosixFile.FlushFolder(Path.GetDirectoryName(_target)!);
            return true;
        });
    }

    public void Dispose()
    {
        _content.Dispose();
        if (_committed)
            return;
        Remove(Partial);
        Remove(SidecarPartial);
        if (!File.Exists(_target))
            Remove(SidecarTarget);
    }

    private static void RefuseExisting(string target)
    {
        if (File.Exists(target) || File.Exists(target + SnapshotFileName.SidecarExtension))
            throw new UserErrorException(ExitCode.Failed, $"{target} exists already", "a snapshot is never overwritten; try again in a second");
    }

    private static DurableFile CreateNew(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new DurableFile(path, options);
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The run has already failed with the error that matters. A draft that cannot be removed (the disk is gone)
            // holds no plaintext, carries no snapshot's name, and the next run clears it.
        }
    }
}
