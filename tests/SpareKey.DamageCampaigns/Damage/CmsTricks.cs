using SpareKey.Archive;
using SpareKey.Archive.Envelope;
using SpareKey.Archive.Tests;

namespace SpareKey.DamageCampaigns;

/// <summary>
/// Messages of another form, put in by a signer who makes every digest, the header and the signature fit:
/// only the reading of the message itself can refuse them.
/// </summary>
internal static class CmsTricks
{
    private static readonly byte[] Oaep = EnvelopeFormat.RsaOaepSha256;
    private static readonly byte[] Pkcs1 = Tlv(0x30, Oid("2A864886F70D010101"), [0x05, 0x00]);
    private static readonly byte[] OaepSha1 = Tlv(0x30, Oid("2A864886F70D010107"), [0x30, 0x00]);
    private static readonly byte[] Aes128Gcm = Oid("608648016503040106");
    private static readonly byte[] Aes256Cbc = Oid("60864801650304012A");
    private static readonly byte[] Aes256Gcm = Oid("60864801650304012E");
    private static readonly byte[] EnvelopedData = Oid("2A864886F70D010703");
    private static readonly byte[] AuthEnvelopedData = Oid("2A864886F70D0109100117");
    private static readonly byte[] Data = Oid("2A864886F70D010701");

    public static async Task<List<DamageCase>> AllAsync(Made made)
    {
        var cases = new List<DamageCase>();
        foreach (var (name, message) in Forms(made.Parts()[1].Content))
            cases.Add(Judged(name, DamageCase.Segment("cms: segment, " + name, await Forge.ZipAsync(WithMessage(made.Parts(), 1, message), made.Settings.CreatedUtc))));
        foreach (var (name, message) in Forms(made.Parts()[^3].Content))
            cases.Add(Judged(name, DamageCase.Index("cms: index, " + name, await Forge.ZipAsync(Forge.Replaced(made.Parts(), SnapshotPart.Index, message), made.Settings.CreatedUtc))));
        return cases;
    }

    // Whoever may sign can make every digest fit around a message that nobody can open; only opening it shows that.
    private static DamageCase Judged(string name, DamageCase found) => name.StartsWith("a flipped bit", StringComparison.Ordinal) ? found with { Sealed = null } : found;

    /// <summary>This very message as a segment, with index, header and signature made anew for it.</summary>
    public static List<(string Name, byte[] Content)> WithMessage(List<(string Name, byte[] Content)> parts, int number, byte[] message)
    {
        var before = Forge.Digest(parts[number].Content);
        parts[number] = (parts[number].Name, message);
        return Forge.WithIndexText(parts, text => text.Replace(before, Forge.Digest(message), StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, byte[] Message)> Forms(byte[] message)
    {
        var good = Shape.Of(message);
        var ben = new EnvelopeRecipient(TestRecipient.Ben.Certificate.IssuerAndSerial, good.Recipients[0].EncryptedKey);
        yield return ("the same bytes built by hand but sealed for a stranger", (good with { Recipients = [ben] }).Encode());
        yield return ("the recipient twice", (good with { Recipients = [good.Recipients[0], good.Recipients[0]] }).Encode());
        yield return ("a second recipient nobody announced", (good with { Recipients = [good.Recipients[0], ben] }).Encode());
        yield return ("no recipient", (good with { Recipients = [] }).Encode());
        yield return ("65 recipients", (good with { Recipients = [.. Enumerable.Repeat(good.Recipients[0], 65)] }).Encode());
        yield return ("RSA PKCS #1 v1.5", (good with { KeyAlgorithm = Pkcs1 }).Encode());
        yield return ("RSA-OAEP with SHA-1", (good with { KeyAlgorithm = OaepSha1 }).Encode());
        yield return ("AES-128-GCM", (good with { ContentAlgorithm = Aes128Gcm }).Encode());
        yield return ("AES-256-CBC", (good with { ContentAlgorithm = Aes256Cbc }).Encode());
        yield return ("EnvelopedData without authentication", (good with { Type = EnvelopedData }).Encode());
        yield return ("a nonce of 8 bytes", (good with { Nonce = good.Nonce[..8] }).Encode());
        yield return ("a nonce of 1 MiB", (good with { Nonce = new byte[1 << 20] }).Encode());
        yield return ("a tag of 4 bytes", (good with { Tag = good.Tag[..4], TagLength = 4 }).Encode());
        yield return ("a tag of no bytes", (good with { Tag = [] }).Encode());
        yield return ("version 3", (good with { Version = 3 }).Encode());
        yield return ("an unauthenticated attribute", (good with { Trailer = Tlv(0xA2, Tlv(0x30, Data, Tlv(0x31, Data))) }).Encode());
        yield return ("a byte behind", [.. message, 0]);
        yield return ("indefinite length (BER)", [0x30, 0x80, .. message[Header(message)..], 0, 0]);
        yield return ("a length with a leading zero (BER)", LongLength(message));
        yield return ("ciphertext in pieces (BER)", (good with { ConstructedCiphertext = true }).Encode());
        yield return ("a length of 2 GiB", [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, .. message[Header(message)..]]);
        yield return ("a length of 16 EiB", [0x30, 0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. message[Header(message)..]]);
        yield return ("nothing", []);
        yield return ("a flipped bit of the tag", [.. message[..^1], (byte)(message[^1] ^ 1)]);
        yield return ("a flipped bit of the wrapped key", Flipped(message, good.Recipients[0].EncryptedKey.Span));
    }

    private static byte[] Flipped(byte[] message, ReadOnlySpan<byte> inside)
    {
        var changed = message.ToArray();
        changed[message.AsSpan().IndexOf(inside) + 100] ^= 1;
        return changed;
    }

    private static int Header(byte[] message) => message[1] < 0x80 ? 2 : 2 + (message[1] & 0x7F);

    private static byte[] LongLength(byte[] message)
    {
        var content = message[Header(message)..];
        return [0x30, 0x84, 0, (byte)(content.Length >> 16), (byte)((content.Length >> 8) & 0xFF), (byte)(content.Length & 0xFF), .. content];
    }

    private static byte[] Oid(string hex) => Tlv(0x06, Convert.FromHexString(hex));

    private static byte[] Tlv(byte tag, params byte[][] parts)
    {
        byte[] content = [.. parts.SelectMany(part => part)];
        return [.. Der.Header(tag, content.Length), .. content];
    }

    private sealed record Shape
    {
        public required IReadOnlyList<EnvelopeRecipient> Recipients { get; init; }
        public required byte[] Nonce { get; init; }
        public required byte[] Ciphertext { get; init; }
        public required byte[] Tag { get; init; }
        public byte[] Type { get; init; } = AuthEnvelopedData;
        public byte[] KeyAlgorithm { get; init; } = Oaep;
        public byte[] ContentAlgorithm { get; init; } = Aes256Gcm;
        public byte TagLength { get; init; } = 16;
        public byte Version { get; init; }
        public byte[] Trailer { get; init; } = [];
        public bool ConstructedCiphertext { get; init; }

        public static Shape Of(byte[] message)
        {
            var parsed = EnvelopeMessage.Parse(message, "message", SnapshotLimits.MaxIndex);
            var shape = new Shape { Recipients = parsed.Recipients, Nonce = parsed.Nonce.ToArray(), Ciphertext = message[parsed.Ciphertext], Tag = parsed.Tag.ToArray() };
            return shape.Encode().AsSpan().SequenceEqual(message) ? shape : throw new InvalidOperationException("the forger does not rebuild a good message");
        }

        public byte[] Encode()
        {
            var recipients = Tlv(0x31, [.. Recipients.Select(recipient => Tlv(0x30, [0x02, 0x01, 0x00], recipient.IssuerAndSerial.ToArray(), KeyAlgorithm, Tlv(0x04, recipient.EncryptedKey.ToArray()))).Order(ByteOrder.Instance)]);
            var algorithm = Tlv(0x30, ContentAlgorithm, Tlv(0x30, Tlv(0x04, Nonce), [0x02, 0x01, TagLength]));
            var content = ConstructedCiphertext ? Tlv(0xA0, Tlv(0x04, Ciphertext[..10]), Tlv(0x04, Ciphertext[10..])) : Tlv(0x80, Ciphertext);
            return Tlv(0x30, Type, Tlv(0xA0, Tlv(0x30, [0x02, 0x01, Version], recipients, Tlv(0x30, Data, algorithm, content), Tlv(0x04, Tag), Trailer)));
        }
    }

    // DER sorts the members of a SET.
    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? left, byte[]? right) => left.AsSpan().SequenceCompareTo(right);
    }
}
