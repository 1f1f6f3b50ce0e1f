using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace SpareKey.Durability;

/// <summary>The three calls whose failures .NET hides or works around.</summary>
internal static partial class PosixFile
{
    private const int ReadOnly = 0;
    private const int Eperm = 1;
    private const int Enoent = 2;
    private const int Eintr = 4;
    private const int Eacces = 13;
    private const int Einval = 22;
    private const int LinuxNotSupported = 95;
    private const int MacNotSupported = 45;

    /// <summary>Makes renames in a folder durable: on Unix the folder itself must be flushed (fsync(2), notes).</summary>
    /// <exception cref="IOException">The folder could not be flushed; the rename may not survive a power cut.</exception>
    public static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsWindows())
            FlushFolderUnix(folder);
    }

    /// <exception cref="IOException">fsync failed.</exception>
    [UnsupportedOSPlatform("windows")]
    public static void Flush(SafeFileHandle file, string name)
    {
        int errno;
        do
        {
            if (FSync(file) == 0)
                return;
            errno = Marshal.GetLastPInvokeError();
        }
        while (errno == Eintr);

        // A file system without this call (some shares, for folders) cannot be made to have it.
        if (errno is not (Einval or LinuxNotSupported or MacNotSupported))
            throw Failure(errno, "flush", name);
    }

    /// <summary>
    /// Renames within a folder, over what has that name. File.Move copies where rename(2) is refused: a copy is neither atomic
    /// nor flushed, and a crash in the middle of it would leave a broken file under the final name.
    /// </summary>
    public static void Rename(string from, string to)
    {
        if (OperatingSystem.IsWindows())
            File.Move(from, to, overwrite: true);
        else if (RenameUnix(from, to) != 0)
            throw Failure(Marshal.GetLastPInvokeError(), "rename", from);
    }

    /// <summary>Gives a file a second name that nothing may have yet, in one step; where links are unknown, in two.</summary>
    /// <exception cref="IOException">The name is taken.</exception>
    public static void NameNew(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Move(from, to, overwrite: false);
            return;
        }

        if (Link(from, to) == 0)
            return;
        var errno = Marshal.GetLastPInvokeError();
        if (errno is not (Eperm or LinuxNotSupported or MacNotSupported) || File.Exists(to))
            throw Failure(errno, "link", to);
        Rename(from, to);
    }

    [UnsupportedOSPlatform("windows")]
    private static void FlushFolderUnix(string folder)
    {
        using var handle = Open(folder, ReadOnly);
        if (handle.IsInvalid)
            throw Failure(Marshal.GetLastPInvokeError(), "open", folder);
        Flush(handle, folder);
    }

    // The types that File would throw, so that callers have one set of words for both.
    private static Exception Failure(int errno, string verb, string name)
    {
        var message = $"cannot {verb} {name}: {Marshal.GetPInvokeErrorMessage(errno)}";
        return errno switch
        {
            Eacces or Eperm => new UnauthorizedAccessException(message),
            Enoent => new FileNotFoundException(message, name),
            _ => new IOException(message, errno),
        };
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameUnix(string from, string to);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);
}
