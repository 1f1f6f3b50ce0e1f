using SpareKey.Durability;
using SpareKey.Platform.Files;

namespace SpareKey.Platform.State;

/// <summary>
/// Files that get their name only when they are whole: one that was cut short would look like a damaged one for ever.
/// A draft stays open, and so locked, until it has its name; one that nobody holds belongs to a process that died.
/// </summary>
internal static class Drafts
{
    private const string Suffix = ".new";

    /// <exception cref="IOException">The disk failed, or the target is there and is not to be replaced.</exception>
    public static void Write(string target, Action<Stream> write, bool overwrite)
    {
        var draft = $"{target}.{Guid.NewGuid():N}{Suffix}";
        try
        {
            using var stream = Create(draft);
            write(stream);
            stream.Flush(flushToDisk: true);
            if (overwrite)
                PosixFile.Rename(draft, target);
            else
                PosixFile.NameNew(draft, target);
            PosixFile.FlushFolder(Path.GetDirectoryName(target)!);
        }
        finally
        {
            // On a full disk a half-written draft would stay for good, one more with every run.
            File.Delete(draft);
        }
    }

    /// <summary>Removes what a process that died left: it may hold a private key.</summary>
    public static void ClearAbandoned(string folder) => FileFailure.Guard("clear", folder, static name =>
    {
        foreach (var draft in Directory.EnumerateFiles(name, "*" + Suffix))
            ClearIfAbandoned(draft);
        return true;
    });

    private static void ClearIfAbandoned(string draft)
    {
        try
        {
            using var held = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite, Exclusive);
            File.Delete(draft);
        }
        catch (IOException)
        {
            // Somebody is writing it at this moment, or has just given it its name: not abandoned.
        }
    }

    // On Windows an open file can be renamed only if it was opened so.
    private static FileShare Exclusive => OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    private static DurableFile Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = Exclusive };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new DurableFile(path, options);
    }
}
