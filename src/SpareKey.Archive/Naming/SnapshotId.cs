using System.Diagnostics.CodeAnalysis;

namespace SpareKey.Archive;

/// <summary>Identity of one snapshot: 16 random bytes as 26 characters of lower-case base32 (RFC 4648, no padding).</summary>
public sealed record SnapshotId
{
    private const int ByteLength = 16;
    private const int TextLength = 26;

    private SnapshotId(string value) => Value = value;

    /// <summary>The 26 characters.</summary>
    public string Value { get; }

    /// <summary>Makes an id of 16 bytes that the caller drew from a cryptographic random source.</summary>
    /// <exception cref="ArgumentException">Not 16 bytes.</exception>
    public static SnapshotId Create(ReadOnlySpan<byte> randomBytes) => randomBytes.Length == ByteLength
        ? new SnapshotId(Base32.Encode(randomBytes))
        : throw new ArgumentException("a snapshot id is made of 16 random bytes", nameof(randomBytes));

    /// <summary>Reads an id; the two spare bits of the last character must be zero.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SnapshotId? id)
    {
        var good = text is { Length: TextLength } && text.All(c => Base32.ValueOf(c) >= 0) && (Base32.ValueOf(text[^1]) & 0b11) == 0;
        id = good ? new SnapshotId(text!) : null;
        return good;
    }

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">Not an id.</exception>
    public static SnapshotId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException("not a snapshot id: 26 characters of a-z and 2-7");

    /// <summary>The 26 characters.</summary>
    public override string ToString() => Value;
}
