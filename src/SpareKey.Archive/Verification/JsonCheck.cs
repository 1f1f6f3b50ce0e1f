using System.Security.Cryptography;
using System.Text.Json;

namespace SpareKey.Archive;

/// <summary>Collects an entry named .json, up to a bound, and says whether it is one JSON value.</summary>
internal sealed class JsonCheck
{
    private const int MaxSize = 64 * 1024 * 1024;
    private readonly byte[] _bytes;
    private int _length;

    private JsonCheck(int size) => _bytes = new byte[size];

    /// <summary>Null for entries of another kind, and for ones so large that no program would have made them as one JSON value.</summary>
    public static JsonCheck? For(SnapshotIndexEntry entry) =>
        IsJson(entry) && entry.Size <= MaxSize ? new JsonCheck((int)entry.Size) : null;

    public static bool IsTooLarge(SnapshotIndexEntry entry) => IsJson(entry) && entry.Size > MaxSize;

    public void Take(ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(_bytes.AsSpan(_length));
        _length += piece.Length;
    }

    public bool IsWellFormed()
    {
        try
        {
            var json = new Utf8JsonReader(_bytes.AsSpan(0, _length), new JsonReaderOptions { MaxDepth = 256 });
            while (json.Read())
                continue;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(_bytes);
        }
    }

    private static bool IsJson(SnapshotIndexEntry entry) => entry.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
