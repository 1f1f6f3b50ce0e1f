using SpareKey.Archive.Segments;
using SpareKey.Archive.Tar;

namespace SpareKey.Archive;

/// <summary>Walks chosen entries through the segments that hold them: segments are opened on several cores, entries come in order.</summary>
internal sealed class EntryCopy : IAsyncDisposable
{
    private readonly SegmentReader _segments;
    private readonly SnapshotIndex _index;
    private readonly List<SnapshotIndexEntry> _entries;
    private readonly List<int> _numbers;
    private readonly Func<SnapshotIndexEntry, Stream> _open;
    private int _next;
    private TarEntryCheck? _check;
    private Stream? _target;

    public EntryCopy(SegmentReader segments, SnapshotIndex index, IReadOnlyList<SnapshotIndexEntry> entries, Func<SnapshotIndexEntry, Stream> open)
    {
        (_segments, _index, _open) = (segments, index, open);
        _entries = [.. entries.Distinct().OrderBy(entry => entry.Segment).ThenBy(entry => entry.Offset)];
        // The archive's end may have spilled into a segment of its own: who wants everything hears of damage there too.
        var everything = _entries.Count == index.Entries.Count;
        _numbers = [.. everything ? Enumerable.Range(1, index.Segments.Count) : _entries.SelectMany(SegmentsOf).Distinct()];
    }

    public Task RunAsync(int workers, CancellationToken cancellation) =>
        OrderedParallel.RunAsync(_numbers.Count, workers, i => _segments.Open(_numbers[i]), (i, opened) => ConsumeAsync(_numbers[i], opened, cancellation), cancellation);

    public async ValueTask DisposeAsync()
    {
        _check?.Dispose();
        if (_target is not null)
            await _target.DisposeAsync();
    }

    private async Task ConsumeAsync(int number, OpenedSegment opened, CancellationToken cancellation)
    {
        using (opened)
        {
            if (_check is not null)
                await FeedAsync(number, opened.Tar, cancellation);
            while (_check is null && _next < _entries.Count && _entries[_next].Segment == number)
            {
                _check = new TarEntryCheck(_entries[_next]);
                _target = _open(_entries[_next]);
                await FeedAsync(number, opened.Tar[_entries[_next].Offset..], cancellation);
            }
        }
    }

    private async Task FeedAsync(int number, ReadOnlyMemory<byte> tar, CancellationToken cancellation)
    {
        var piece = tar[..(int)Math.Min(tar.Length, _check!.Remaining)];
        await _target!.WriteAsync(_check.Accept(piece, number), cancellation);
        if (_check.Remaining > 0)
            return;
        _check.Complete(number);
        await _target.DisposeAsync();
        _check.Dispose();
        (_check, _target) = (null, null);
        _next++;
    }

    private IEnumerable<int> SegmentsOf(SnapshotIndexEntry entry)
    {
        var rest = TarHeader.EntryLength(entry.Path, entry.Size) + entry.Offset;
        for (var number = entry.Segment; rest > 0; number++)
        {
            yield return number;
            rest -= _index.Segments[number - 1].TarBytes;
        }
    }
}
