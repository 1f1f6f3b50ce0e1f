using SpareKey.Core.Accounts;

namespace SpareKey.OnePasswordCli.Capture;

/// <summary>Counts for the person who waits. A part that is read again counts again on both sides.</summary>
internal sealed class Tally(ICaptureSink sink, int vaults)
{
    private int vaultsDone;
    private int itemsDone;
    private int items;
    private int filesDone;
    private int files;

    public void AddItems(int count) => Tell(ref items, count);

    public void AddFiles(int count) => Tell(ref files, count);

    public void ItemDone() => Tell(ref itemsDone, 1);

    public void FileDone() => Tell(ref filesDone, 1);

    public void VaultDone() => Tell(ref vaultsDone, 1);

    private void Tell(ref int counter, int more)
    {
        Interlocked.Add(ref counter, more);
        sink.Progress(new CaptureProgress(
            Volatile.Read(ref vaultsDone),
            vaults,
            Volatile.Read(ref itemsDone),
            Volatile.Read(ref items),
            Volatile.Read(ref filesDone),
            Volatile.Read(ref files)));
    }
}
