namespace SpareKey.Benchmarks;

/// <summary>xorshift64: the same numbers in every run. For test data only.</summary>
internal sealed class Noise(ulong seed)
{
    private static ReadOnlySpan<byte> Alphabet => "abcdefghijklmnopqrstuvwxyz234567"u8;

    private ulong _state = unchecked(seed * 0x9E3779B97F4A7C15) | 1;

    public int Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)(_state >> 40);
    }

    public byte Letter() => Alphabet[Next() % Alphabet.Length];
}
