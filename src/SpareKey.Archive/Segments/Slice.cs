namespace SpareKey.Archive.Segments;

/// <summary>The tar bytes that are collected for one segment.</summary>
internal sealed class Slice(byte[] buffer, int capacity)
{
    public byte[] Buffer => buffer;

    public int Length { get; private set; }

    public int Free => capacity - Length;

    /// <summary>Room behind what is committed; the buffer is zero there, so tar padding needs no writing.</summary>
    public Memory<byte> Room(int length) => buffer.AsMemory(Length, length);

    public void Commit(int length) => Length += length;

    /// <summary>Takes back what was written into the room but never committed.</summary>
    public void Discard() => buffer.AsSpan(Length).Clear();
}
