using System.Security.Cryptography;
using SpareKey.Archive.Container;
using SpareKey.Archive.Envelope;

namespace SpareKey.Archive.Segments;

/// <summary>
/// Seals slices on several cores and writes them in order. At most workers + 1 slices are on their way, so memory stays flat.
/// After a failure every later call reports it, because what was submitted is then lost.
/// </summary>
internal sealed class SegmentPipeline : IDisposable
{
    // Deflate's worst case here is nine bits for eight, plus headers; recipients need a few hundred bytes each.
    private const int SealedRoom = 256 * 1024;

    private readonly ContainerWriter _container;
    private readonly EnvelopeSealer _sealer;
    private readonly SemaphoreSlim _slots;
    private readonly WipedBufferPool _slices;
    private readonly WipedBufferPool _sealed;
    private readonly List<SnapshotIndexSegment> _segments = [];
    private Task _tail = Task.CompletedTask;

    public SegmentPipeline(ContainerWriter container, EnvelopeSealer sealer, int workers, int sliceTarget)
    {
        _container = container;
        _sealer = sealer;
        _slots = new SemaphoreSlim(workers + 1);
        SliceTarget = sliceTarget;
        _slices = new WipedBufferPool(sliceTarget);
        _sealed = new WipedBufferPool(sealer.PrefixRoom + sliceTarget + SealedRoom);
    }

    public int SliceTarget { get; }

    /// <summary>Slices submitted, which is also the number of the last segment.</summary>
    public int Submitted { get; private set; }

    /// <summary>Segments written; complete after <see cref="DrainAsync"/>.</summary>
    public IReadOnlyList<SnapshotIndexSegment> Segments => _segments;

    public RetainedKeys Keys { get; } = new();

    public Slice NewSlice() => new(_slices.Rent(), SliceTarget);

    public void Return(Slice slice) => _slices.Return(slice.Buffer);

    /// <summary>Waits for room, then takes the slice. Cancelled while waiting, nothing has happened.</summary>
    /// <param name="slice">Must not change until the returned task has ended.</param>
    /// <param name="keep">True if the caller returns the slice to the pool itself.</param>
    /// <param name="cancellation">Ends the wait for room.</param>
    /// <returns>Ends when the segment is written.</returns>
    public async Task<Task> SubmitAsync(Slice slice, bool keep, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation);
        await ThrowIfFailedAsync();
        if (Submitted == SnapshotLimits.MaxSegments - 1 && slice.Length != Tar.TarHeader.EndSize)
        {
            _slots.Release();
            throw new SnapshotLimitException($"a snapshot holds at most {SnapshotLimits.MaxSegments} segments");
        }

        Submitted++;
        // The sealing itself is short and must not be torn: rollback waits for it.
        var sealing = Task.Run(() => Seal(slice, keep), CancellationToken.None);
        _tail = WriteAfterAsync(_tail, sealing, Submitted);
        return _tail;
    }

    /// <summary>Waits until everything submitted is written; throws what went wrong on the way.</summary>
    public Task DrainAsync() => _tail;

    /// <summary>Takes back all segments after the first <paramref name="count"/>; the pipeline must be drained.</summary>
    public void TruncateTo(int count)
    {
        _container.TruncateTo(count + 1);
        Keys.TruncateTo(count);
        _segments.RemoveRange(count, _segments.Count - count);
        Submitted = count;
    }

    public void Dispose()
    {
        Keys.Dispose();
        _slots.Dispose();
    }

    // A full disk is told at the next segment, not after hours of sealing for nothing.
    private async Task ThrowIfFailedAsync()
    {
        if (!_tail.IsFaulted)
            return;
        _slots.Release();
        await _tail;
    }

    private SealedSegment Seal(Slice slice, bool keep)
    {
        var buffer = _sealed.Rent();
        var key = GC.AllocateUninitializedArray<byte>(EnvelopeFormat.KeySize, pinned: true);
        var length = GzipMember.Write(slice.Buffer.AsSpan(0, slice.Length), buffer, _sealer.PrefixRoom);
        var message = _sealer.Seal(buffer, length, key);
        var tarBytes = slice.Length;
        if (!keep)
            Return(slice);
        return new SealedSegment(buffer, message, key, tarBytes);
    }

    private async Task WriteAfterAsync(Task before, Task<SealedSegment> sealing, int number)
    {
        try
        {
            var segment = await sealing;
            await before;
            await _container.AppendAsync(SnapshotPart.Segment(number), segment.Message, CancellationToken.None);
            Keys.Add(segment.Key);
            _segments.Add(new SnapshotIndexSegment(SnapshotPart.Segment(number), segment.Sha256, segment.TarBytes));
            CryptographicOperations.ZeroMemory(segment.Key);
            _sealed.Return(segment.Buffer);
        }
        finally
        {
            _slots.Release();
        }
    }
}
