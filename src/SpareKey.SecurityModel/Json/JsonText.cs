using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace SpareKey.SecurityModel;

/// <summary>Untrusted bytes to JSON nodes: bounded, strict UTF-8, no name twice in an object (readers would disagree on which counts).</summary>
internal static class JsonText
{
    private static readonly JsonNodeOptions NodeOptions = new() { PropertyNameCaseInsensitive = false };

    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = Limits.JsonDepth,
    };

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, Place place)
    {
        if (utf8.Length > Limits.JsonBytes)
            throw place.Malformed($"more than {Limits.JsonBytes} bytes of JSON");
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8))
            throw place.Malformed("not UTF-8");
        try
        {
            return JsonNode.Parse(HalfPairs.Replace(utf8), NodeOptions, DocumentOptions);
        }
        catch (JsonException e)
        {
            // The reader's own message may quote the data, which may be a secret: only the position is passed on.
            throw place.Malformed($"not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}");
        }
    }

    public static JsonObject ParseObject(ReadOnlySpan<byte> utf8, Place place) =>
        Parse(utf8, place) as JsonObject ?? throw place.Malformed("not a JSON object");

    public static byte[] Write(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            node.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a secret document to memory that the caller wipes; the buffers on the way are wiped here.</summary>
    public static SecretBytes WriteSecret(JsonNode node)
    {
        var bytes = Write(node);
        try
        {
            return SecretBytes.CopyOf(bytes);
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public static string ToText(JsonNode node) => Encoding.UTF8.GetString(Write(node));
}
