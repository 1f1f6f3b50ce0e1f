using System.IO.Compression;

namespace SpareKey.TestKit.Canaries;

/// <summary>Searches bytes for planted secrets: plain, base64 at all three alignments, UTF-16 both ways, hexadecimal, and all of these inside gzip.</summary>
public sealed class CanaryScanner(IReadOnlyList<Canary> canaries)
{
    private const int MostUnpacked = 64 * 1024 * 1024;
    private static readonly byte[] GzipStart = [0x1F, 0x8B, 0x08];

    private readonly (string Name, string Form, byte[] Bytes)[] _needles =
        [.. canaries.SelectMany(canary => CanaryForms.Of(canary.Text).Select(form => (canary.Name, form.Form, form.Bytes)))];

    /// <summary>Searches every regular file in the folders, and its name. Folders that are not there are passed over.</summary>
    public async Task<CanaryReport> ScanAsync(params IEnumerable<string> folders)
    {
        var findings = new List<CanaryFinding>();
        var (files, bytes) = (0, 0L);
        foreach (var folder in folders.Where(Directory.Exists))
        {
            foreach (var file in await RegularFiles.InAsync(folder))
            {
                if (ReadIfThere(file) is not { } content)
                    continue;
                findings.AddRange(Scan(content, file));
                findings.AddRange(Scan(System.Text.Encoding.UTF8.GetBytes(file), $"the name {file}"));
                files++;
                bytes += content.Length;
            }
        }

        return new CanaryReport(files, bytes, findings);
    }

    public IEnumerable<CanaryFinding> Scan(ReadOnlyMemory<byte> content, string place)
    {
        foreach (var (name, form, bytes) in _needles)
        {
            if (content.Span.IndexOf(bytes) >= 0)
                yield return new CanaryFinding(place, name, form);
        }

        foreach (var unpacked in Unpack(content))
        {
            foreach (var (name, form, bytes) in _needles)
            {
                if (unpacked.Span.IndexOf(bytes) >= 0)
                    yield return new CanaryFinding(place, name, form + " in gzip");
            }
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Unpack(ReadOnlyMemory<byte> content)
    {
        for (var at = 0; content.Span[at..].IndexOf(GzipStart) is var next and >= 0; at += next + 1)
            yield return Unpack(content[(at + next)..].ToArray());
    }

    // What comes out before a fault counts: three bytes that only look like gzip give next to nothing.
    private static ReadOnlyMemory<byte> Unpack(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var buffer = new byte[64 * 1024];
            for (int read; unpacked.Length < MostUnpacked && (read = gzip.Read(buffer)) > 0;)
                unpacked.Write(buffer, 0, read);
        }
        catch (InvalidDataException)
        {
            // Not gzip, or a piece of it.
        }

        return unpacked.ToArray();
    }

    // A file of somebody else may go away between the listing and the reading.
    private static byte[]? ReadIfThere(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
