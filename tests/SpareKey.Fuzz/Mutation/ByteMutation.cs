namespace SpareKey.Fuzz;

internal static class ByteMutation
{
    private static readonly byte[] Interesting = [0x00, 0x01, 0x7F, 0x80, 0xFF, 0x0A, 0x20, 0x22, 0x2E, 0x2F, 0x5C, 0x7B, 0x7D, 0x5B, 0x5D, 0xC0, 0xED, 0xF8];

    public static byte[] Change(byte[] bytes, SeededChoice choice)
    {
        if (bytes.Length == 0)
            return [choice.Of(Interesting)];
        var changed = bytes.ToArray();
        var at = choice.Below(changed.Length);
        changed[at] = choice.OneIn(2) ? (byte)(changed[at] ^ (1 << choice.Below(8))) : choice.Of(Interesting);
        return changed;
    }

    public static byte[] Cut(byte[] bytes, SeededChoice choice)
    {
        var (from, length) = Range(bytes, choice);
        return choice.OneIn(4) ? bytes[..from] : [.. bytes[..from], .. bytes[(from + length)..]];
    }

    public static byte[] Repeat(byte[] bytes, SeededChoice choice)
    {
        var (from, length) = Range(bytes, choice);
        var times = choice.OneIn(8) ? 100 : 1;
        return [.. bytes[..from], .. Enumerable.Repeat(bytes[from..(from + length)], times).SelectMany(part => part), .. bytes[from..]];
    }

    private static (int From, int Length) Range(byte[] bytes, SeededChoice choice)
    {
        var from = choice.Below(bytes.Length);
        var most = choice.OneIn(3) ? bytes.Length - from : Math.Min(16, bytes.Length - from);
        return (from, choice.Below(most + 1));
    }
}
