using System.Text.Json;
using SpareKey.Archive;

namespace SpareKey.Core.Snapshots;

/// <summary>Reads the account's description out of an authenticated index.</summary>
public static class SnapshotContents
{
    /// <exception cref="SnapshotDamagedException">It is not what this format version holds.</exception>
    public static SnapshotContent Read(SnapshotIndex index)
    {
        try
        {
            return JsonSerializer.Deserialize(index.Content.Span, SnapshotContentJson.Default.SnapshotContent)
                ?? throw new SnapshotDamagedException("index.cms", "the account's description is missing");
        }
        catch (JsonException)
        {
            throw new SnapshotDamagedException("index.cms", "the account's description is not readable");
        }
    }
}
