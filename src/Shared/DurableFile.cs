namespace SpareKey.Durability;

/// <summary>
/// A file whose <see cref="Flush(bool)"/> says when the disk refused. .NET's own swallows what fsync(2) answers on Linux (seen
/// with .NET 10: EIO and ENOSPC pass silently), and delayed allocation and network shares report a full disk nowhere else.
/// </summary>
internal sealed class DurableFile(string path, FileStreamOptions options) : FileStream(path, options)
{
    /// <exception cref="IOException">The bytes may not survive a power cut, or are lost already.</exception>
    public override void Flush(bool flushToDisk)
    {
        base.Flush(flushToDisk: false);
        if (!flushToDisk)
            return;
        // Ours first: the kernel reports a failed write-back once per open file.
        if (!OperatingSystem.IsWindows())
            PosixFile.Flush(SafeFileHandle, Name);
        // Windows has no other way; on macOS this reaches the drive's own cache, which fsync does not.
        if (!OperatingSystem.IsLinux())
            base.Flush(flushToDisk: true);
    }
}
