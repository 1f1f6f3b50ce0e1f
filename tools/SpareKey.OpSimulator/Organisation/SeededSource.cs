namespace SpareKey.OpSimulator.Organisation;

/// <summary>Reproducible choices for made-up data (SplitMix64): the same seed gives the same organisation on every machine. Never for secrets that matter.</summary>
internal sealed class SeededSource(ulong seed)
{
    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool OneIn(int n) => Below(n) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    public string Text(string alphabet, int length) => string.Create(length, (this, alphabet), static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = source.alphabet[source.Item1.Below(source.alphabet.Length)];
    });

    public string Id() => Text(IdAlphabet, 26);

    public string UpperId() => Id().ToUpperInvariant();

    public string Digits(int length) => Text("0123456789", length);

    public string Password() => Text("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!@.-_*", Between(8, 32));

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        for (var at = 0; at < length; at += 8)
        {
            var word = BitConverter.GetBytes(Next());
            word.AsSpan(0, Math.Min(8, length - at)).CopyTo(bytes.AsSpan(at));
        }
        return bytes;
    }

    public DateTimeOffset Instant(int firstYear, int lastYear) =>
        new DateTimeOffset(firstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds((long)(Next() % (ulong)((lastYear - firstYear + 1) * 365L * 86400)));
}
