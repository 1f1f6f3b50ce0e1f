using System.Text;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Native;

namespace SpareKey.OpSimulator.Faults;

/// <summary>Faults that change what reaches standard output.</summary>
internal static class OutputFaults
{
    public static byte[] Shape(FaultPlan plan, byte[] bytes, bool isContent)
    {
        foreach (var action in plan.Actions)
            bytes = action.Text("fault") switch
            {
                "empty-output" => [],
                "half-output" => bytes[..Math.Min(bytes.Length, FaultPlan.Count(action, "bytes", bytes.Length / 2))],
                "doubled-output" => [.. bytes, .. bytes],
                "invalid-utf8" => Spoil(bytes),
                "text-before-output" => [.. Encoding.UTF8.GetBytes((action.Text("text") ?? "a new version is available") + "\n"), .. bytes],
                "byte-order-mark" => [0xEF, 0xBB, 0xBF, .. bytes],
                "duplicate-keys" => DoubleFirstKey(bytes),
                "extra-newline" => [.. bytes, (byte)'\n'],
                // Decoding and encoding again is what turns every broken byte into U+FFFD.
                "corrupt-binary-to-file" when isContent && StandardHandle.KindOf(1) == FileKind.RegularFile => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)),
                _ => bytes,
            };
        return bytes;
    }

    public static void Write(FaultPlan plan, byte[] bytes, Stream stdout)
    {
        if (plan.Get("crash") is { } crash)
        {
            stdout.Write(bytes, 0, Math.Min(bytes.Length, FaultPlan.Count(crash, "bytes", bytes.Length / 2)));
            stdout.Flush();
            Signals.Die(FaultPlan.Count(crash, "signal", 9));
            return;
        }
        if (plan.Get("slow-output") is not { } slow) { stdout.Write(bytes); return; }
        var portion = Math.Max(1, FaultPlan.Count(slow, "bytes", 1024));
        for (var at = 0; at < bytes.Length; at += portion)
        {
            stdout.Write(bytes, at, Math.Min(portion, bytes.Length - at));
            stdout.Flush();
            Pause.For(TimeSpan.FromMilliseconds(FaultPlan.Count(slow, "milliseconds", 50)));
        }
    }

    public static void Flood(FaultPlan plan, Func<Stream> stdout, Func<Stream> stderr)
    {
        if (plan.Get("flood-stdout") is { } wide) Fill(stdout(), FaultPlan.Count(wide, "bytes", 200_000_000), new string(' ', 65536));
        if (plan.Get("flood-stderr") is { } loud) Fill(stderr(), FaultPlan.Count(loud, "bytes", 8_000_000), string.Concat(Enumerable.Repeat("[DEBUG] cache: nothing to see here, and nothing to read either\n", 1024)));
        if (plan.Get("stderr-noise") is { } noise) Fill(stderr(), -1, (noise.Text("text") ?? "Using configuration at non-standard location /somewhere") + "\n");
    }

    private static void Fill(Stream into, long count, string pattern)
    {
        using (into)
        {
            var block = Encoding.UTF8.GetBytes(pattern);
            if (count < 0) count = block.Length;
            for (; count > 0; count -= block.Length) into.Write(block, 0, (int)Math.Min(block.Length, count));
        }
    }

    private static byte[] Spoil(byte[] bytes)
    {
        var colon = bytes.AsSpan().IndexOf("\": \""u8);
        if (colon < 0) return [.. bytes, 0xFF];
        return [.. bytes[..(colon + 4)], 0xFF, 0xFE, .. bytes[(colon + 4)..]];
    }

    private static byte[] DoubleFirstKey(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var start = text.IndexOf('"', StringComparison.Ordinal);
        var end = text.IndexOf('\n', Math.Max(0, start));
        if (start < 0 || end < 0) return bytes;
        var line = text[start..end];
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var again = line[..colon].ToUpperInvariant() + line[colon..];
        return Encoding.UTF8.GetBytes(text[..start] + line.TrimEnd(',') + ",\n  " + again + text[end..]);
    }
}
