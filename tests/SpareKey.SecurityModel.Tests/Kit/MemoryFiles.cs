using SpareKey.SecurityModel.Exports;

namespace SpareKey.SecurityModel.Tests;

/// <summary>Files in memory.</summary>
internal sealed class MemoryFiles : IFileSet
{
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => Files.Keys;

    public Stream Open(string name) => new MemoryStream(Files[name], writable: false);

    public MemoryFiles With(string name, ReadOnlySpan<byte> content)
    {
        var copy = new MemoryFiles();
        foreach (var (known, bytes) in Files)
            copy.Files[known] = bytes;
        copy.Files[name] = content.ToArray();
        return copy;
    }
}
