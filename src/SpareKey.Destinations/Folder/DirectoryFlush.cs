using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace SpareKey.Destinations.Folder;

/// <summary>Makes renames in a folder durable: on Unix the folder itself must be flushed (fsync(2), notes).</summary>
internal static partial class DirectoryFlush
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The folder could not be flushed; the rename may not survive a power cut.</exception>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsWindows())
            FlushUnix(folder);
    }

    [UnsupportedOSPlatform("windows")]
    private static void FlushUnix(string folder)
    {
        using var handle = Open(folder, ReadOnly);
        if (handle.IsInvalid)
            throw Failure("open", folder);
        if (FSync(handle) != 0)
            throw Failure("flush", folder);
    }

    private static IOException Failure(string verb, string folder)
    {
        var errno = Marshal.GetLastPInvokeError();
        return new IOException($"cannot {verb} the folder {folder}: {Marshal.GetPInvokeErrorMessage(errno)}", errno);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle handle);
}
