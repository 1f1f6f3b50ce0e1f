using System.Globalization;
using System.Text;
using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;

namespace SpareKey.Destinations.Folder;

/// <summary>
/// An advisory lock: an open, exclusively shared file. The operating system gives it back when the process dies,
/// so a run that was killed never blocks the next one.
/// </summary>
/// <remarks>
/// Over a network share the operating system's lock may not reach other hosts. The file therefore says who holds it;
/// another host's entry is believed for <see cref="ForeignLifetime"/>, because nobody here can ask whether that run still lives.
/// </remarks>
internal sealed class FolderLock : IDestinationLock
{
    internal const string FileName = ".sparekey.lock";
    private const int MaxBytes = 1024;
    private static readonly TimeSpan ForeignLifetime = TimeSpan.FromHours(24);

    private readonly FolderDestination _folder;
    private readonly FileStream _file;
    private bool _released;

    private FolderLock(FolderDestination folder, FileStream file, IReadOnlyList<string> warnings)
    {
        _folder = folder;
        _file = file;
        Warnings = warnings;
    }

    public IReadOnlyList<string> Warnings { get; }

    public static FolderLock Take(FolderDestination folder, string path, TimeProvider clock)
    {
        var file = Open(Path.Combine(path, FileName));
        try
        {
            var warnings = Inspect(file, clock);
            WriteHolder(file, $"{Environment.MachineName}\n{Environment.ProcessId}\n{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}\n");
            return new FolderLock(folder, file, warnings);
        }
        catch (Exception failure)
        {
            file.Dispose();
            if (failure is IOException or UnauthorizedAccessException)
                throw FolderFailure.Explain("lock", path, failure);
            throw;
        }
    }

    public IReadOnlyList<string> ClearLeftovers()
    {
        var drafts = Remove(_folder.Names().Where(IsLeftover));
        // Only now: beside a draft its sidecar does not count as an orphan.
        return [.. drafts, .. Remove(_folder.OrphanSidecars())];
    }

    private string[] Remove(IEnumerable<string> names)
    {
        var leftovers = names.ToArray();
        foreach (var name in leftovers)
        {
            FolderFailure.Guard("remove", _folder.InFolder(name), path =>
            {
                File.Delete(path);
                return true;
            });
        }

        return leftovers;
    }

    public ISnapshotDraft Create(string snapshotName) => FolderDraft.Create(_folder.InFolder(snapshotName));

    // The entry is for other hosts only; the operating system's lock is given back with the file in any case.
    public IReadOnlyList<string> Release()
    {
        if (_released)
            return [];
        _released = true;
        try
        {
            WriteHolder(_file, "");
            return [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [$"{FolderFailure.Explain("empty", _file.Name, failure).Message}; the next run will take this one for dead, and another host waits up to {ForeignLifetime.TotalHours:0} hours"];
        }
        finally
        {
            _file.Dispose();
        }
    }

    public void Dispose() => Release();

    // Only names that this program makes: a stranger's file that happens to end in .partial is not ours to delete.
    private static bool IsLeftover(string name)
    {
        if (name.StartsWith(FolderDestination.ProbePrefix, StringComparison.Ordinal))
            return true;
        if (!name.EndsWith(FolderDestination.PartialSuffix, StringComparison.Ordinal))
            return false;
        var final = name[..^FolderDestination.PartialSuffix.Length];
        if (final.EndsWith(SnapshotFileName.SidecarExtension, StringComparison.Ordinal))
            final = final[..^SnapshotFileName.SidecarExtension.Length];
        return SnapshotFileName.TryParse(final, out _);
    }

    private static FileStream Open(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(path, options);
        }
        catch (IOException failure) when (IsSharingViolation(failure))
        {
            throw new UserErrorException(
                ExitCode.Locked,
                $"another run holds {path}",
                "wait for it to end; the lock disappears with the process that holds it",
                failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FolderFailure.Explain("lock", path, failure);
        }
    }

    // .NET reports a held flock as EWOULDBLOCK (11 on Linux, 35 on macOS), Windows a sharing violation.
    private static bool IsSharingViolation(IOException failure) =>
        failure.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    private static List<string> Inspect(FileStream file, TimeProvider clock)
    {
        var buffer = new byte[MaxBytes];
        file.Position = 0;
        var length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var lines = Encoding.UTF8.GetString(buffer, 0, length).Split('\n');
        if (lines.Length < 3)
            return [];
        if (string.Equals(lines[0], Environment.MachineName, StringComparison.OrdinalIgnoreCase))
            return [$"the last run here (process {lines[1]}, started {lines[2]}) did not end properly; what it left is cleared"];
        if (!DateTimeOffset.TryParse(lines[2], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
            return ["the lock file held something unreadable; it was taken over"];
        if (clock.GetUtcNow() - since < ForeignLifetime)
            throw HeldElsewhere(file.Name, lines);
        return [$"host {lines[0]} took the lock at {lines[2]} and never gave it back; it was taken over"];
    }

    private static UserErrorException HeldElsewhere(string path, string[] lines) => new(
        ExitCode.Locked,
        $"host {lines[0]} (process {lines[1]}) holds {path} since {lines[2]}",
        "wait for it to end; if that run is dead, remove the lock file");

    private static void WriteHolder(FileStream file, string holder)
    {
        file.SetLength(0);
        file.Position = 0;
        file.Write(Encoding.UTF8.GetBytes(holder));
        file.Flush();
    }
}
