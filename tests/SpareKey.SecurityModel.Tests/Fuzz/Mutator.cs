using System.Text;

namespace SpareKey.SecurityModel.Tests.Fuzz;

/// <summary>Repeatable damage to bytes: what arises from a seed and a number is always the same.</summary>
internal sealed class Mutator(int number, IReadOnlyList<byte[]> corpus)
{
    private static readonly byte[][] Tokens = [.. new[]
    {
        "{", "}", "[", "]", "\"", ",", ":", "null", "true", "-1", "1e400", "9223372036854775808", "0.1", "\\ud83d", "\\udc00\\ud83d", "\\u0000", "\"\":",
        "\"kid\":\"mp\",", "\"enc\":\"RSA-OAEP\",", "\"p2c\":1,", "\"__proto__\":{}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\uFEFF", "\u202E", "A3", "=", "+/", "_-", "../", "\0",
    }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF, 0xFF, 0xFF, 0x7F], new byte[300]];

    private readonly SeededRandomness _randomness = new(number);

    public byte[] Next()
    {
        var seed = corpus[Below(corpus.Count)];
        if (Below(2) == 0 && JsonMutator.Mutate(seed, Below) is { } json)
            return json;
        var bytes = seed.ToList();
        for (var changes = 1 + Below(4); changes > 0; changes--)
            Change(bytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = Below(bytes.Count + 1);
        switch (Below(8))
        {
            case 0 or 1 when at < bytes.Count:
                bytes[at] = (byte)Below(256);
                break;
            case 2 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << Below(8));
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(Below(40), bytes.Count - at));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(Below(60), bytes.Count - at)));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6:
                var other = corpus[Below(corpus.Count)];
                bytes.InsertRange(at, other.Skip(Below(other.Length + 1)).Take(Below(80)));
                break;
            default:
                bytes.InsertRange(at, Tokens[Below(Tokens.Length)]);
                break;
        }
    }

    private int Below(int limit)
    {
        Span<byte> bytes = stackalloc byte[4];
        _randomness.Fill(bytes);
        return limit == 0 ? 0 : (int)(BitConverter.ToUInt32(bytes) % (uint)limit);
    }
}
