namespace SpareKey.OpSimulator.Model;

/// <summary>One writer at a time over the whole model, also between processes. The operating system frees it when the holder dies.</summary>
internal sealed class ModelLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FileStream _file;

    private ModelLock(FileStream file) => _file = file;

    public static ModelLock Take(string root)
    {
        using var pause = new ManualResetEventSlim();
        var started = Environment.TickCount64;
        while (true)
        {
            try { return new ModelLock(new FileStream(Path.Combine(root, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0)); }
            catch (IOException e) when (e is not DirectoryNotFoundException && Environment.TickCount64 - started < Patience.TotalMilliseconds)
            {
                pause.Wait(2);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
