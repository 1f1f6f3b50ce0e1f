using System.Text;

namespace SpareKey.OpSimulator.Commands;

/// <summary>Human output: columns four spaces apart, or `Key:` and value. Nobody should parse it; people read it.</summary>
internal static class Table
{
    public static string Columns(string[] head, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(head).ToList();
        var widths = head.Select((_, i) => all.Max(r => r[i].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in all)
            text.Append(string.Join("    ", row.Select((cell, i) => i == row.Length - 1 ? cell : cell.PadRight(widths[i]))).TrimEnd()).Append('\n');
        return text.ToString();
    }

    public static string Pairs(int width, params (string Key, string? Value)[] pairs)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in pairs)
            if (value is not null) text.Append((key + ":").PadRight(width)).Append(value).Append('\n');
        return text.ToString();
    }
}
