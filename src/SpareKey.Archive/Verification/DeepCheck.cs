using SpareKey.Archive.Tar;

namespace SpareKey.Archive;

/// <summary>
/// Follows the whole tar stream through the opened segments: every header regenerated and compared, every digest, every
/// padding, the end of the archive, and every JSON file well-formed. Entries in damaged segments are named.
/// </summary>
internal sealed class DeepCheck(SnapshotIndex index, FindingList findings) : IDisposable
{
    private int _next;
    private TarEntryCheck? _check;
    private JsonCheck? _json;

    public int EntriesChecked { get; private set; }

    /// <param name="number">Segments come in order.</param>
    /// <param name="opened">Null if the segment could not be opened; that was reported already.</param>
    public void Take(int number, OpenedSegment? opened)
    {
        if (opened is null)
        {
            SkipLost(number);
            return;
        }

        if (number == index.Segments.Count)
        {
            if (opened.Tar.Span.ContainsAnyExcept((byte)0))
                findings.Add(SnapshotPart.Segment(number), "does not hold the two zero blocks that end the archive");
            return;
        }

        if (_check is not null)
            Feed(number, opened.Tar);
        while (_check is null && Current is { } entry && entry.Segment == number)
        {
            Begin(entry);
            Feed(number, opened.Tar[entry.Offset..]);
        }
    }

    /// <summary>An entry that never ended is one whose later segments were missing; the index rules make that impossible otherwise.</summary>
    public void Finish()
    {
        if (_check is not null)
            Lose(index.Segments.Count);
    }

    public void Dispose() => _check?.Dispose();

    private SnapshotIndexEntry? Current => _next < index.Entries.Count ? index.Entries[_next] : null;

    private void Begin(SnapshotIndexEntry entry)
    {
        _check = new TarEntryCheck(entry);
        _json = JsonCheck.For(entry);
    }

    private void Feed(int number, ReadOnlyMemory<byte> tar)
    {
        var length = (int)Math.Min(tar.Length, _check!.Remaining);
        try
        {
            var content = _check.Accept(tar[..length], number);
            _json?.Take(content.Span);
            if (_check.Remaining > 0)
                return;
            _check.Complete(number);
            if (_json?.IsWellFormed() == false)
                findings.Add(Current!.Path, "is not well-formed JSON");
            EntriesChecked++;
        }
        catch (SnapshotDamagedException damage)
        {
            findings.Add(damage.Part, damage.Problem);
        }

        Drop();
    }

    private void Drop()
    {
        _check?.Dispose();
        (_check, _json) = (null, null);
        _next++;
    }

    // An entry whose earlier part was damaged is dropped while later segments still hold more of it: they are skipped by position.
    private void SkipLost(int number)
    {
        if (_check is not null)
            Lose(number);
        while (Current is { } entry && entry.Segment == number)
            Lose(number);
    }

    private void Lose(int number)
    {
        findings.Add(Current!.Path, $"is lost or incomplete with {SnapshotPart.Segment(number)}");
        Drop();
    }
}
