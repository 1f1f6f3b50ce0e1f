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
            var content = JsonSerializer.Deserialize(index.Content.Span, SnapshotContentJson.Default.SnapshotContent);
            return content is not null && SnapshotContentWhole.Is(content)
                ? content
                : throw new SnapshotDamagedException("index.cms", "the account's description lacks something");
        }
        catch (JsonException)
        {
            throw new SnapshotDamagedException("index.cms", "the account's description is not readable");
        }
    }

    /// <summary>Every archive entry that the description names.</summary>
    public static IEnumerable<string> Paths(SnapshotContent content)
    {
        foreach (var path in content.Superseded)
            yield return path;
        foreach (var vault in content.Vaults)
        {
            yield return vault.Path;
            foreach (var item in vault.Items)
            {
                yield return item.Path;
                foreach (var file in item.Files)
                    yield return file.Path;
            }
        }
    }
}
