namespace SpareKey.Benchmarks;

/// <summary>xorshift64: the same numbers in every run. For test data only.</summary>
internal sealed class Noise(ulong seed)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private ulong _state = unchecked(seed * 0x9E3779B97F4A7C15) | 1;

    public int Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)(_state >> 40);
    }

    public string Text(int length) => string.Create(length, this, static (text, noise) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = Alphabet[noise.Next() % Alphabet.Length];
    });
}
