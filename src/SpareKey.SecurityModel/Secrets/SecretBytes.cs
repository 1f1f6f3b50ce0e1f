using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>
/// Secret bytes that are wiped on <see cref="Dispose"/>, do not move in memory (so that the collector leaves no copies),
/// and print as <c>***</c>.
/// </summary>
public sealed class SecretBytes : IDisposable
{
    private byte[]? _bytes;

    internal SecretBytes(int length) => _bytes = GC.AllocateArray<byte>(length, pinned: true);

    /// <summary>The number of bytes.</summary>
    public int Length => Bytes.Length;

    /// <summary>The bytes themselves. Named so that each use is looked at: copies made from them are the caller's to wipe.</summary>
    public ReadOnlySpan<byte> DangerousBytes => Bytes;

    internal Span<byte> Writable => Bytes;

    internal ReadOnlyMemory<byte> Memory => Bytes;

    private byte[] Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_bytes is null, this);
            return _bytes;
        }
    }

    /// <summary>Copies <paramref name="bytes"/>; the source stays the caller's to wipe.</summary>
    public static SecretBytes CopyOf(ReadOnlySpan<byte> bytes)
    {
        var copy = new SecretBytes(bytes.Length);
        bytes.CopyTo(copy.Writable);
        return copy;
    }

    /// <summary>Overwrites the bytes with zeros. May be called more than once.</summary>
    public void Dispose()
    {
        if (_bytes is null)
            return;
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = null;
    }

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
