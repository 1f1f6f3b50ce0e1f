using System.Text.Json;
using System.Text.Unicode;

namespace SpareKey.OnePasswordCli.Json;

/// <summary>
/// Cuts the output of a batch, JSON objects one after the other with neither array nor commas, into the exact bytes of each.
/// </summary>
internal static class JsonObjects
{
    /// <summary>The objects that are whole. What follows the first fault is not among them.</summary>
    /// <returns>False when something was left that is no whole object.</returns>
    public static bool Split(ReadOnlyMemory<byte> printed, List<ReadOnlyMemory<byte>> objects)
    {
        var reader = new Utf8JsonReader(printed.Span, new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                    return false;
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                objects.Add(WithLineEnd(printed, start, (int)reader.BytesConsumed));
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Null when the bytes are no JSON of one value in valid UTF-8 (the reader itself lets any byte pass inside a string).</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            return null;
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // `op` ends a single object with a line feed; in a batch the one that parts two objects is the same byte.
    private static ReadOnlyMemory<byte> WithLineEnd(ReadOnlyMemory<byte> printed, int start, int end)
    {
        if (end < printed.Length && printed.Span[end] == (byte)'\n')
            return printed[start..(end + 1)];
        byte[] copy = new byte[end - start + 1];
        printed.Span[start..end].CopyTo(copy);
        copy[^1] = (byte)'\n';
        return copy;
    }
}
