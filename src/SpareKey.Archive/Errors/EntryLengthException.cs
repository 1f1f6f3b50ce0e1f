namespace SpareKey.Archive;

/// <summary>A stream held fewer or more bytes than announced. The snapshot is as if the entry had never been offered.</summary>
public sealed class EntryLengthException : Exception
{
    /// <summary>Keeps what was announced and what came.</summary>
    public EntryLengthException(string path, long announced, long delivered)
        : base(delivered < announced
            ? $"{path}: announced {announced} bytes, the stream ended after {delivered}"
            : $"{path}: announced {announced} bytes, the stream holds more") => (Path, Announced, Delivered) = (path, announced, delivered);

    /// <summary>Path of the entry.</summary>
    public string Path { get; }

    /// <summary>Bytes announced.</summary>
    public long Announced { get; }

    /// <summary>Bytes read until the difference showed: all of them if too few, one more than announced if too many.</summary>
    public long Delivered { get; }
}
