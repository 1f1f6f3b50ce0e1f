using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Json;

/// <summary>Prints JSON as Go's encoder does with a two-space indent: `op` is a Go program and its bytes are what a backup keeps.</summary>
internal static class GoJson
{
    public static byte[] Line(JsonNode? node)
    {
        var into = new ArrayBufferWriter<byte>(4096);
        Write(node, into, 0);
        into.Write("\n"u8);
        return into.WrittenSpan.ToArray();
    }

    public static byte[] CompactLine(JsonNode? node)
    {
        var into = new ArrayBufferWriter<byte>(512);
        Write(node, into, -1);
        into.Write("\n"u8);
        return into.WrittenSpan.ToArray();
    }

    /// <param name="depth">Levels of indent, or -1 for one line without spaces.</param>
    public static void Write(JsonNode? node, IBufferWriter<byte> into, int depth)
    {
        switch (node)
        {
            case null: into.Write("null"u8); break;
            case JsonObject map: WriteObject(map, into, depth); break;
            case JsonArray list: WriteArray(list, into, depth); break;
            default: WriteValue(node.AsValue(), into); break;
        }
    }

    private static void WriteObject(JsonObject map, IBufferWriter<byte> into, int depth)
    {
        if (map.Count == 0) { into.Write("{}"u8); return; }
        var first = true;
        foreach (var (key, value) in map)
        {
            into.Write(first ? "{"u8 : ","u8);
            first = false;
            Break(into, Inner(depth));
            WriteText(key, into);
            into.Write(depth < 0 ? ":"u8 : ": "u8);
            Write(value, into, Inner(depth));
        }
        Break(into, depth);
        into.Write("}"u8);
    }

    private static void WriteArray(JsonArray list, IBufferWriter<byte> into, int depth)
    {
        if (list.Count == 0) { into.Write("[]"u8); return; }
        var first = true;
        foreach (var value in list)
        {
            into.Write(first ? "["u8 : ","u8);
            first = false;
            Break(into, Inner(depth));
            Write(value, into, Inner(depth));
        }
        Break(into, depth);
        into.Write("]"u8);
    }

    private static int Inner(int depth) => depth < 0 ? -1 : depth + 1;

    private static void Break(IBufferWriter<byte> into, int depth)
    {
        if (depth < 0) return;
        into.Write("\n"u8);
        for (var i = 0; i < depth; i++) into.Write("  "u8);
    }

    private static void WriteValue(JsonValue value, IBufferWriter<byte> into)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String: WriteText(value.GetValue<string>(), into); break;
            case JsonValueKind.True: into.Write("true"u8); break;
            case JsonValueKind.False: into.Write("false"u8); break;
            case JsonValueKind.Number: WriteAscii(Number(value), into); break;
            default: into.Write("null"u8); break;
        }
    }

    private static string Number(JsonValue value) =>
        value.TryGetValue<JsonElement>(out var element) ? element.GetRawText()
        : value.TryGetValue<long>(out var whole) ? whole.ToString(CultureInfo.InvariantCulture)
        : value.TryGetValue<int>(out var small) ? small.ToString(CultureInfo.InvariantCulture)
        : value.GetValue<double>().ToString("R", CultureInfo.InvariantCulture);

    public static void WriteText(string text, IBufferWriter<byte> into)
    {
        into.Write("\""u8);
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!NeedsEscape(text[i])) continue;
            WriteUtf8(text.AsSpan(from, i - from), into);
            WriteAscii(Escape(text[i]), into);
            from = i + 1;
        }
        WriteUtf8(text.AsSpan(from), into);
        into.Write("\""u8);
    }

    /// <remarks>Go escapes what would be dangerous inside HTML, and the two line separators JavaScript once choked on.</remarks>
    private static bool NeedsEscape(char c) => c < ' ' || c is '"' or '\\' or '<' or '>' or '&' or '\u2028' or '\u2029';

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
    };

    private static void WriteUtf8(ReadOnlySpan<char> text, IBufferWriter<byte> into)
    {
        if (text.Length > 0) Encoding.UTF8.GetBytes(text, into);
    }

    private static void WriteAscii(string text, IBufferWriter<byte> into) => Encoding.ASCII.GetBytes(text, into);
}
