using System.Security.Cryptography;
using System.Text.Json;
using SpareKey.Core.Files;
using SpareKey.Core.Items;
using SpareKey.Core.Snapshots;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.Core.Exports;

/// <summary>
/// Files of an extracted export. Paths are made of safe ids and safe names; two parts of one id get numbered paths, so
/// that neither replaces the other. A file has its name only once all of it was written.
/// </summary>
internal sealed class ExportTarget(IPrivateFolder folder)
{
    private const string Unfinished = ".unfinished";
    private static readonly JsonWriterOptions Indented = new() { Indented = true, MaxDepth = 256 };

    private readonly Dictionary<string, int> _attempts = new(StringComparer.Ordinal);

    public string Folder => folder.Path;

    public int Files { get; private set; }

    public long Bytes { get; private set; }

    public void Write(ExportItem entry)
    {
        using var buffer = new MemoryStream();
        try
        {
            using (var writer = new Utf8JsonWriter(buffer, Indented))
                Write(writer, ReadableItem.From(entry.Item));
            Put(attempt => SnapshotPaths.Item(entry.VaultId, entry.Item.Uuid, attempt), buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer.GetBuffer());
        }
    }

    public void Write(ExportItem entry, ExportFile file, ReadOnlySpan<byte> content) =>
        Put(attempt => $"{Parent(SnapshotPaths.File(entry.VaultId, entry.Item.Uuid, file.Id, "", attempt))}/{file.SafeName}", content);

    private static string Parent(string path) => path[..path.LastIndexOf('/')];

    private static void Write(Utf8JsonWriter writer, ReadableItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("id", item.Id);
        writer.WriteString("category", item.Category);
        writer.WriteString("state", item.State.ToString());
        writer.WritePropertyName("overview");
        item.Overview.WriteTo(writer);
        writer.WritePropertyName("details");
        item.Details.WriteTo(writer);
        writer.WriteEndObject();
    }

    private void Put(Func<int, string> pathOf, ReadOnlySpan<byte> content)
    {
        var attempt = _attempts.GetValueOrDefault(pathOf(1)) + 1;
        _attempts[pathOf(1)] = attempt;
        var path = pathOf(attempt);
        folder.WriteFile(path + Unfinished, content);
        folder.Rename(path + Unfinished, path);
        Files++;
        Bytes += content.Length;
    }
}
