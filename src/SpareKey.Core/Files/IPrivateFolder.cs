namespace SpareKey.Core.Files;

/// <summary>Folders whose content only the person who runs the program may read.</summary>
public interface IPrivateFolders
{
    /// <summary>
    /// Opens a folder for plaintext that leaves a snapshot: made with mode 0700, or an existing empty one that is set to it.
    /// </summary>
    /// <exception cref="Errors.UserErrorException">It exists and is not empty, is a link, or cannot be made.</exception>
    IPrivateFolder OpenEmpty(string path);

    /// <summary>Opens or makes a folder for key files; what it holds stays.</summary>
    IPrivateFolder OpenOrCreate(string path);
}

public interface IPrivateFolder
{
    string Path { get; }

    /// <summary>
    /// Makes a file of mode 0600 that did not exist, and the folders above it (0700).
    /// </summary>
    /// <param name="relativePath">Names joined by <c>/</c>; nothing that leads out of the folder.</param>
    /// <exception cref="Errors.UserErrorException">It exists, the path leads outside, or the disk refuses; the stream throws the same where a write fails.</exception>
    Stream CreateFile(string relativePath);

    /// <summary>Makes such a file with this content, on stable storage when it returns; none is left where that fails.</summary>
    /// <exception cref="Errors.UserErrorException">As <see cref="CreateFile"/>, or the disk is full.</exception>
    void WriteFile(string relativePath, ReadOnlySpan<byte> content);

    /// <summary>True where a file or folder of that name is there.</summary>
    bool Exists(string relativePath);

    void Rename(string from, string to);

    void Delete(string relativePath);
}
