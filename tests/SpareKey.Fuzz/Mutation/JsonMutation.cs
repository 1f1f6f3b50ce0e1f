using System.Text;
using System.Text.Json;

namespace SpareKey.Fuzz;

/// <summary>Another value in some place of a JSON document, a member less, or one twice; the rest stays well-formed.</summary>
internal static class JsonMutation
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1e400", "1.5", "9223372036854775807", "9223372036854775808", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"..\"", "\"-x\"", "\"ARCHIVED\"", "\"DOCUMENT\"",
        "[]", "{}", "[null]", "{\"id\":null}", "[[[[[[[[]]]]]]]]", "\"2024-13-45T99:99:99Z\"", "\"\u0662\u0663\"", "\"9999-12-31T23:59:59.9999999+14:00\"",
    ];

    public static byte[] Change(byte[] bytes, SeededChoice choice)
    {
        var tokens = Tokens(bytes);
        if (tokens.Count == 0)
            return ByteMutation.Change(bytes, choice);
        var (from, to) = choice.Of(tokens);
        return choice.Below(4) switch
        {
            0 => [.. bytes[..to], (byte)',', .. bytes[from..]],
            1 => [.. bytes[..from], .. Encoding.ASCII.GetBytes(new string('[', 1 + choice.Below(300))), .. bytes[to..]],
            _ => [.. bytes[..from], .. Encoding.UTF8.GetBytes(choice.Of(Values)), .. bytes[to..]],
        };
    }

    // Values only; of objects and arrays the whole.
    private static List<(int From, int To)> Tokens(byte[] bytes)
    {
        var tokens = new List<(int From, int To)>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 128 });
        try
        {
            while (tokens.Count < 20_000 && reader.Read())
                Take(ref reader, tokens, open);
        }
        catch (JsonException)
        {
            // An input of the corpus may be damaged already; what was read so far is enough to change it again.
        }

        return tokens;
    }

    private static void Take(ref Utf8JsonReader reader, List<(int From, int To)> tokens, Stack<int> open)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            open.Push((int)reader.TokenStartIndex);
        else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            tokens.Add((open.Pop(), (int)reader.BytesConsumed));
        else if (reader.TokenType != JsonTokenType.PropertyName)
            tokens.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
    }
}
