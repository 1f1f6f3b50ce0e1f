namespace SpareKey.Core.Accounts;

/// <summary>
/// Takes what a source captures. All members may be called from several threads at once.
/// An exception out of the sink (disk full, cancelled) ends the capture, apart from the one documented at <see cref="FileAsync"/>.
/// </summary>
public interface ICaptureSink
{
    /// <summary>Takes a vault, before its items. One handed over a second time (it changed while the run went on) replaces the first.</summary>
    /// <param name="vault">What is known about the vault.</param>
    /// <param name="json">The exact bytes the source printed for it; wiped or reused as soon as the returned task completes.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    Task VaultAsync(CapturedVault vault, ReadOnlyMemory<byte> json, CancellationToken cancellationToken);

    /// <summary>
    /// Takes one item. An item handed over a second time (it changed while the run went on) replaces the first; its files follow again.
    /// The bytes are wiped or reused as soon as the returned task completes.
    /// </summary>
    Task ItemAsync(CapturedItem item, ReadOnlyMemory<byte> json, CancellationToken cancellationToken);

    /// <summary>
    /// Takes one file's content, streamed; it must be read asynchronously and to its end. The stream must throw when the content turns out to be unusable
    /// (the child process failed after printing it): nothing of it is then kept.
    /// A second hand-over of the same file replaces the first.
    /// </summary>
    /// <exception cref="FileLengthException">The stream was shorter or longer than announced; nothing of it is kept.</exception>
    Task FileAsync(CapturedFile file, Stream content, CancellationToken cancellationToken);

    /// <summary>Names a part that is not in the snapshot.</summary>
    void Gap(CaptureGap gap);

    /// <summary>Something the administrator should know although nothing is missing. Ids only: names and titles are secrets.</summary>
    void Warn(string warning);

    /// <summary>Tells how far the run is; called often.</summary>
    void Progress(CaptureProgress progress);
}
