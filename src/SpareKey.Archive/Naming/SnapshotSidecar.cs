using System.Text;

namespace SpareKey.Archive;

/// <summary>The file beside a snapshot, one line that <c>sha256sum -c</c> reads: digest, two spaces, file name, line feed.</summary>
public sealed record SnapshotSidecar
{
    private const int MaxLength = 64 + 2 + 255 + 1;

    private SnapshotSidecar(string sha256, string fileName) => (Sha256, FileName) = (sha256, fileName);

    /// <summary>SHA-256 of the whole snapshot file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Name of the snapshot's file, without folders.</summary>
    public string FileName { get; }

    /// <summary>Makes the sidecar's bytes.</summary>
    /// <param name="fileName">Name without folders: letters, digits, <c>. _ -</c> only.</param>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    /// <exception cref="ArgumentException">One of them is malformed.</exception>
    public static byte[] Create(string fileName, string sha256)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(sha256);
        if (!IsPlainName(fileName))
            throw new ArgumentException("a sidecar names a file by letters, digits, dots, underscores and hyphens", nameof(fileName));
        if (!SafeText.IsSha256(sha256))
            throw new ArgumentException("a SHA-256 digest is 64 lower-case hexadecimal digits", nameof(sha256));
        return Encoding.ASCII.GetBytes($"{sha256}  {fileName}\n");
    }

    /// <summary>Reads a sidecar strictly: exactly the bytes that <see cref="Create"/> makes.</summary>
    /// <exception cref="SnapshotDamagedException">Anything else.</exception>
    public static SnapshotSidecar Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < 64 + 2 + 1 + 1 or > MaxLength)
            throw Malformed();
        var text = Encoding.Latin1.GetString(bytes);
        var good = SafeText.IsSha256(text[..64]) && text[64..66] is "  " && text[^1] == '\n' && IsPlainName(text[66..^1]);
        return good ? new SnapshotSidecar(text[..64], text[66..^1]) : throw Malformed();
    }

    private static bool IsPlainName(string name) => EntryPath.IsValid(name) && !name.Contains('/', StringComparison.Ordinal);

    private static SnapshotDamagedException Malformed() =>
        new(SnapshotPart.Sidecar, "is not one line of 64 lower-case hexadecimal digits, two spaces and a file name");
}
