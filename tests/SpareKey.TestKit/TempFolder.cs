namespace SpareKey.TestKit;

/// <summary>A folder of one test's own, removed with it.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sparekey-test-").FullName;

    /// <summary>Full path of a name in the folder; the file need not exist.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public async Task<string> WriteAsync(string name, ReadOnlyMemory<byte> content)
    {
        await System.IO.File.WriteAllBytesAsync(File(name), content);
        return File(name);
    }

    public Task<byte[]> ReadAsync(string name) => System.IO.File.ReadAllBytesAsync(File(name));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
