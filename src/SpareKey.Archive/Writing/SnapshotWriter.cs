using System.Security.Cryptography;
using System.Text.Json;
using SpareKey.Archive.Container;
using SpareKey.Archive.Envelope;
using SpareKey.Archive.Segments;
using SpareKey.Archive.Tar;

namespace SpareKey.Archive;

/// <summary>
/// Writes one snapshot: entries, then <see cref="FinishAsync"/>, then (after the caller has flushed the stream) <see cref="ReadBackAsync"/>.
/// Entries may be added from several threads; they are taken one at a time. An entry that fails leaves no trace.
/// If the output fails, or finishing does, the writer is broken and the output is to be thrown away.
/// </summary>
public sealed class SnapshotWriter : IAsyncDisposable
{
    private readonly Stream _output;
    private readonly SnapshotSettings _settings;
    private readonly EnvelopeSealer _sealer;
    private readonly ContainerWriter _container;
    private readonly SegmentPipeline _pipeline;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly EntryPathSet _paths = new();
    private readonly List<SnapshotIndexEntry> _entries = [];
    private readonly byte[] _readme;
    private Slice _current;
    private WriterState _state = WriterState.Fresh;
    private WrittenSnapshot? _written;
    private bool _disposed;

    /// <summary>Prepares a snapshot; the first entry starts writing.</summary>
    /// <param name="output">Empty, readable, writable and seekable; stays open.</param>
    /// <param name="settings">What is known beforehand.</param>
    /// <exception cref="ArgumentException">The stream or a setting is unfit.</exception>
    public SnapshotWriter(Stream output, SnapshotSettings settings)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        if (!output.CanSeek || !output.CanRead || !output.CanWrite || output.Length != 0)
            throw new ArgumentException("a snapshot is written to an empty stream that can seek, read and write", nameof(output));
        _output = output;
        _settings = settings;
        _readme = SnapshotReadme.Create(settings);
        _sealer = new EnvelopeSealer(settings.Recipients);
        _container = new ContainerWriter(output, settings.CreatedUtc);
        _pipeline = new SegmentPipeline(_container, _sealer, settings.Workers, settings.SliceTarget);
        _current = _pipeline.NewSlice();
    }

    /// <summary>Adds an entry that is in memory.</summary>
    /// <inheritdoc cref="AddAsync(string, DateTimeOffset, long, Stream, CancellationToken)"/>
    public async Task AddAsync(string path, DateTimeOffset modified, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        await using var stream = new ReadOnlyMemoryStream(content);
        await AddAsync(path, modified, content.Length, stream, cancellation);
    }

    /// <summary>
    /// Adds an entry from a stream of known length. A small one is read whole before it counts; a large one goes out segment by
    /// segment and is taken back if it fails. After any exception the snapshot is as if the call had never been made.
    /// </summary>
    /// <param name="path">A safe path (<see cref="EntryPath"/>) that no entry has yet, upper and lower case being the same.</param>
    /// <param name="modified">Years 1970 to 2242; rounded down to whole seconds.</param>
    /// <param name="length">Exact length in bytes.</param>
    /// <param name="content">Read to its end, and once beyond; not disposed.</param>
    /// <param name="cancellation">Cancelled, the entry leaves no trace.</param>
    /// <exception cref="ArgumentException">Path, time or length are unfit.</exception>
    /// <exception cref="EntryLengthException">The stream holds fewer or more bytes.</exception>
    /// <exception cref="SnapshotLimitException">The snapshot would have too many segments.</exception>
    public async Task AddAsync(string path, DateTimeOffset modified, long length, Stream content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(length, 1L << 53);
        if (!UtcSecond.IsTarTime(modified))
            throw new ArgumentOutOfRangeException(nameof(modified), "an entry's time lies in the years 1970 to 2242");
        await _gate.WaitAsync(cancellation);
        try
        {
            await BeginAsync(cancellation);
            if (_paths.Objection(path) is { } objection)
                throw new ArgumentException($"the path {objection}: {path}", nameof(path));
            var entry = new PendingEntry(path, UtcSecond.Floor(modified), length, content);
            await (entry.TarLength <= _settings.SliceTarget ? AddSmallAsync(entry, cancellation) : AddLargeAsync(entry, cancellation));
            _paths.Add(path);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Writes the last segments, index, header, signature and directory. The caller then flushes the stream to its disk.</summary>
    /// <exception cref="ArgumentException">Counts or content are unfit; nothing was written.</exception>
    /// <exception cref="SnapshotLimitException">The index is too large.</exception>
    public async Task FinishAsync(SnapshotConclusion conclusion, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(conclusion);
        CheckConclusion(conclusion);
        await _gate.WaitAsync(cancellation);
        try
        {
            await BeginAsync(cancellation);
            _state = WriterState.Broken;
            await CloseTarAsync(cancellation);
            _written = await new SnapshotEnding(_settings, _container, _pipeline, _sealer).WriteAsync(_readme, _entries, conclusion, cancellation);
            _state = WriterState.Finished;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Reads every byte again and checks it: container, digests, every tag (with the keys kept until now), signature.
    /// The keys are wiped, whatever comes out.
    /// </summary>
    /// <exception cref="SnapshotDamagedException">The stream does not hold what was written.</exception>
    public async Task<SnapshotReceipt> ReadBackAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_state != WriterState.Finished || _written is null)
                throw new InvalidOperationException("a snapshot is read back once, after it was finished");
            _state = WriterState.ReadBack;
            return await SnapshotReadBack.RunAsync(_output, _written, _pipeline.Keys, _settings.Workers, cancellation);
        }
        finally
        {
            _pipeline.Keys.Dispose();
            _gate.Release();
        }
    }

    /// <summary>Wipes keys and buffers; the output stays as it is.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _pipeline.DrainAsync().ContinueWith(static _ => { }, TaskScheduler.Default);
        _pipeline.Return(_current);
        _pipeline.Dispose();
        _sealer.Dispose();
        _gate.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellation)
    {
        if (_state is not (WriterState.Fresh or WriterState.Open))
            throw new InvalidOperationException(_state == WriterState.Broken ? "this snapshot failed and cannot be continued" : "this snapshot is finished");
        if (_state == WriterState.Open)
            return;
        _state = WriterState.Broken;
        await _container.AppendAsync(SnapshotPart.Readme, _readme, cancellation);
        _state = WriterState.Open;
    }

    private async Task AddSmallAsync(PendingEntry entry, CancellationToken cancellation)
    {
        var fits = entry.TarLength <= _current.Free;
        var slice = fits ? _current : _pipeline.NewSlice();
        try
        {
            var room = slice.Room((int)entry.TarLength);
            entry.Header.CopyTo(room);
            var content = room.Slice(entry.Header.Length, (int)entry.Length);
            await entry.ReadAsync(content, cancellation);
            await entry.ExpectEndAsync(cancellation);
            if (!fits)
                await _pipeline.SubmitAsync(_current, keep: false, cancellation);
            _current = slice;
            Record(entry, _pipeline.Submitted + 1, slice.Length, SHA256.HashData(content.Span));
            slice.Commit((int)entry.TarLength);
        }
        finally
        {
            slice.Discard();
            if (slice != _current)
                _pipeline.Return(slice);
        }
    }

    // The slice in hand is sealed in front of the large entry, but kept: if the entry fails, its segments and that one are
    // cut off again, and the slice goes on being filled as if nothing had happened.
    private async Task AddLargeAsync(PendingEntry entry, CancellationToken cancellation)
    {
        var parked = _current;
        var before = _pipeline.Submitted;
        var parkedWritten = Task.CompletedTask;
        try
        {
            if (parked.Length > 0)
                parkedWritten = await _pipeline.SubmitAsync(parked, keep: true, cancellation);
            _current = _pipeline.NewSlice();
            var first = _pipeline.Submitted + 1;
            var digest = await PumpAsync(entry, cancellation);
            await entry.ExpectEndAsync(cancellation);
            await SubmitCurrentAsync(cancellation);
            await parkedWritten;
            Record(entry, first, 0, digest);
        }
        catch
        {
            await RollBackAsync(parked, before);
            throw;
        }

        _current = _pipeline.NewSlice();
        _pipeline.Return(parked);
    }

    private async Task<byte[]> PumpAsync(PendingEntry entry, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        entry.Header.CopyTo(_current.Room(entry.Header.Length));
        _current.Commit(entry.Header.Length);
        for (var rest = entry.Length; rest > 0;)
        {
            if (_current.Free == 0)
                await SubmitCurrentAsync(cancellation);
            var piece = _current.Room((int)Math.Min(rest, _current.Free));
            await entry.ReadAsync(piece, cancellation);
            hash.AppendData(piece.Span);
            // A slice is a multiple of 512 bytes, so the padding always fits behind the last piece.
            _current.Commit(rest == piece.Length ? (int)TarHeader.Padded(piece.Length) : piece.Length);
            rest -= piece.Length;
        }

        return hash.GetHashAndReset();
    }

    private async Task RollBackAsync(Slice parked, int segments)
    {
        if (_current != parked)
        {
            _pipeline.Return(_current);
            _current = parked;
        }

        // Stays broken if the output itself fails: then nothing more can be promised about it.
        _state = WriterState.Broken;
        await _pipeline.DrainAsync();
        _pipeline.TruncateTo(segments);
        _state = WriterState.Open;
    }

    private async Task SubmitCurrentAsync(CancellationToken cancellation)
    {
        if (_current.Length > 0)
        {
            await _pipeline.SubmitAsync(_current, keep: false, cancellation);
            _current = _pipeline.NewSlice();
        }
    }

    private void Record(PendingEntry entry, int segment, int offset, byte[] digest) =>
        _entries.Add(new SnapshotIndexEntry(entry.Path, entry.Length, Convert.ToHexStringLower(digest), entry.Modified, segment, offset));

    // The end of the archive has a segment of its own, so that any run of segments before it can be carried into another snapshot.
    private async Task CloseTarAsync(CancellationToken cancellation)
    {
        await SubmitCurrentAsync(cancellation);
        _current.Commit(TarHeader.EndSize);
        await SubmitCurrentAsync(cancellation);
        await _pipeline.DrainAsync();
    }

    private static void CheckConclusion(SnapshotConclusion conclusion)
    {
        if (conclusion.Counts.Count > SnapshotLimits.MaxCounts || !conclusion.Counts.All(count => SafeText.IsCountName(count.Key) && count.Value is >= 0 and < 1L << 53))
            throw new ArgumentException("counts are at most 64 names of letters and digits with values from 0 to 2^53 - 1", nameof(conclusion));
        try
        {
            var json = new Utf8JsonReader(conclusion.Content.Span, new JsonReaderOptions { MaxDepth = 60 });
            while (json.Read())
                continue;
        }
        catch (JsonException failure)
        {
            throw new ArgumentException("the content is not one well-formed JSON value of at most 60 levels", nameof(conclusion), failure);
        }
    }
}
