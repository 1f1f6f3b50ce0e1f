namespace SpareKey.Fuzz;

/// <summary>Changes an input of the corpus one to six times, in ways that know bytes, lengths, JSON or DER.</summary>
internal sealed class Mutator(SeededChoice choice, IReadOnlyList<byte[]> corpus)
{
    private const int MostBytes = 1 << 20;
    private const int MostChanges = 6;

    public byte[] Next()
    {
        var bytes = choice.Of(corpus);
        for (var changes = 1 + choice.Below(MostChanges); changes > 0; changes--)
            bytes = Change(bytes);
        return bytes.Length <= MostBytes ? bytes : bytes[..MostBytes];
    }

    private byte[] Change(byte[] bytes) => choice.Below(9) switch
    {
        0 or 1 => ByteMutation.Change(bytes, choice),
        2 => ByteMutation.Cut(bytes, choice),
        3 => ByteMutation.Repeat(bytes, choice),
        4 => Splice(bytes, choice.Of(corpus)),
        5 => LengthMutation.Lie(bytes, choice),
        6 => JsonMutation.Change(bytes, choice),
        _ => DerMutation.Change(bytes, choice),
    };

    private byte[] Splice(byte[] bytes, byte[] other) => [.. bytes[..choice.Below(bytes.Length + 1)], .. other[choice.Below(other.Length + 1)..]];
}
