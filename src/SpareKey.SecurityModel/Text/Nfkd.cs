using System.Globalization;
using System.Reflection;

namespace SpareKey.SecurityModel;

/// <summary>
/// Unicode normalization form KD (UAX 15), carried along because the platform's own silently returns its input unchanged
/// when the process runs with invariant globalization: a password with an umlaut would then derive a wrong key with no error.
/// Works on code points. Data: nfkd.txt, written by eng/nfkd-table.mjs.
/// </summary>
internal static class Nfkd
{
    /// <summary>The longest decomposition of one code point (U+FDFA).</summary>
    public const int MaximumExpansion = 18;

    private const int HangulBase = 0xAC00;
    private const int HangulCount = 11_172;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int TrailCount = 28;
    private const int VowelTrailCount = 21 * TrailCount;

    private static readonly Lazy<Tables> Data = new(Load);

    private sealed record Tables(Dictionary<int, int[]> Decompositions, Dictionary<int, byte> Ranks);

    /// <summary>Writes the normal form of <paramref name="source"/> to <paramref name="target"/> (room for <see cref="MaximumExpansion"/> times as many) and returns its length.</summary>
    public static int Normalize(ReadOnlySpan<int> source, Span<int> target)
    {
        var length = 0;
        foreach (var code in source)
            length += Decompose(code, target[length..]);
        Reorder(target[..length]);
        return length;
    }

    private static int Decompose(int code, Span<int> target)
    {
        if (code < 0x80)
        {
            target[0] = code;
            return 1;
        }
        if (code - HangulBase is >= 0 and < HangulCount)
            return DecomposeHangul(code - HangulBase, target);
        if (!Data.Value.Decompositions.TryGetValue(code, out var parts))
        {
            target[0] = code;
            return 1;
        }
        parts.CopyTo(target);
        return parts.Length;
    }

    private static int DecomposeHangul(int index, Span<int> target)
    {
        target[0] = LeadBase + (index / VowelTrailCount);
        target[1] = VowelBase + (index % VowelTrailCount / TrailCount);
        var trail = index % TrailCount;
        if (trail == 0)
            return 2;
        target[2] = TrailBase + trail;
        return 3;
    }

    // Canonical ordering: a stable sort by rank of each run of non-starters. A run in a hostile text may be as long as the
    // text, so it is sorted by counting (linear), not by the textbook's exchange of neighbours (quadratic).
    private static void Reorder(Span<int> codes)
    {
        for (var start = 0; start < codes.Length; start++)
        {
            var end = start;
            while (end < codes.Length && Rank(codes[end]) != 0)
                end++;
            if (end - start > 1)
                SortByRank(codes[start..end]);
            start = end;
        }
    }

    private static void SortByRank(Span<int> run)
    {
        Span<int> offsets = stackalloc int[257];
        foreach (var code in run)
            offsets[Rank(code) + 1]++;
        for (var i = 1; i < offsets.Length; i++)
            offsets[i] += offsets[i - 1];
        var sorted = GC.AllocateArray<int>(run.Length, pinned: true);
        foreach (var code in run)
            sorted[offsets[Rank(code)]++] = code;
        sorted.CopyTo(run);
        Array.Clear(sorted);
    }

    private static byte Rank(int code) => code < 0x300 ? (byte)0 : Data.Value.Ranks.GetValueOrDefault(code);

    private static Tables Load()
    {
        var tables = new Tables([], []);
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("nfkd.txt")
            ?? throw new InvalidOperationException("the assembly lacks its resource nfkd.txt");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            if (parts[0] is "d")
                tables.Decompositions.Add(Hex(parts[1]), Array.ConvertAll(parts[2..], Hex));
            else if (parts[0] is "r")
                AddRanks(tables.Ranks, byte.Parse(parts[1], CultureInfo.InvariantCulture), parts[2].Split('-'));
        }
        return tables;
    }

    private static void AddRanks(Dictionary<int, byte> ranks, byte rank, string[] range)
    {
        for (var code = Hex(range[0]); code <= Hex(range[1]); code++)
            ranks.Add(code, rank);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
