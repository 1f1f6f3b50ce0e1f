using System.Security.Cryptography;
using SpareKey.Archive.Envelope;

namespace SpareKey.Archive.Segments;

/// <summary>
/// Content keys kept until read-back. Pinned, so that the garbage collector leaves no copies behind; wiped when dropped.
/// </summary>
internal sealed class RetainedKeys : IDisposable
{
    private const int KeysPerBlock = 256;
    private readonly List<byte[]> _blocks = [];

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<byte> key)
    {
        if (Count == _blocks.Count * KeysPerBlock)
            _blocks.Add(GC.AllocateArray<byte>(KeysPerBlock * EnvelopeFormat.KeySize, pinned: true));
        Count++;
        key.CopyTo(Writable(Count - 1));
    }

    public ReadOnlySpan<byte> this[int index] => index < Count ? Writable(index) : throw new ArgumentOutOfRangeException(nameof(index));

    public void TruncateTo(int count)
    {
        for (var i = count; i < Count; i++)
            CryptographicOperations.ZeroMemory(Writable(i));
        Count = count;
    }

    public void Dispose() => TruncateTo(0);

    private Span<byte> Writable(int index) => _blocks[index / KeysPerBlock].AsSpan(index % KeysPerBlock * EnvelopeFormat.KeySize, EnvelopeFormat.KeySize);
}
