namespace SpareKey.Archive.Container;

/// <summary>One stored file of the container and where it lies, in bytes from the start of the snapshot.</summary>
internal sealed record ContainerEntry(string Name, long Size, uint Crc, long HeaderOffset)
{
    public long DataOffset => HeaderOffset + ContainerLayout.LocalHeaderSize + Name.Length;

    public long End => DataOffset + Size;
}
