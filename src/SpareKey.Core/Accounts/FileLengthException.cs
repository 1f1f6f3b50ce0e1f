namespace SpareKey.Core.Accounts;

/// <summary>A file's content was not as long as the item that names it announced.</summary>
public sealed class FileLengthException(long announced, long delivered)
    : Exception($"announced {announced} bytes, delivered {delivered}")
{
    public long Announced { get; } = announced;

    /// <summary>Bytes that came; where more came than announced, at least one more than <see cref="Announced"/>.</summary>
    public long Delivered { get; } = delivered;
}
