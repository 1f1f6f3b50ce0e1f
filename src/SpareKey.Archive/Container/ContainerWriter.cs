namespace SpareKey.Archive.Container;

/// <summary>Appends whole, already sealed entries to a seekable stream and can take the last ones back.</summary>
internal sealed class ContainerWriter(Stream output, DateTimeOffset created)
{
    private readonly ContainerLayout _layout = new(DosTime.From(created));

    public IReadOnlyList<ContainerEntry> Entries => _layout.Entries;

    public async Task AppendAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (content.Length > ContainerNames.MaxSize(name))
            throw new SnapshotLimitException($"{name} would have {content.Length} bytes; the format allows {ContainerNames.MaxSize(name)}");
        var header = _layout.LocalHeader(_layout.Add(name, content.Length, Crc32.Compute(content.Span)));
        await output.WriteAsync(header, cancellation);
        await output.WriteAsync(content, cancellation);
    }

    public void TruncateTo(int count)
    {
        _layout.TruncateTo(count);
        output.SetLength(_layout.End);
        output.Position = _layout.End;
    }

    public async Task CloseAsync(CancellationToken cancellation) => await output.WriteAsync(_layout.Tail(), cancellation);
}
