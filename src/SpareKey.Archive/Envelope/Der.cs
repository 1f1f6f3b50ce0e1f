namespace SpareKey.Archive.Envelope;

internal static class Der
{
    /// <summary>Tag and minimal length octets (X.690 section 10.1).</summary>
    public static byte[] Header(byte tag, int length) => length switch
    {
        < 0x80 => [tag, (byte)length],
        < 0x100 => [tag, 0x81, (byte)length],
        < 0x10000 => [tag, 0x82, (byte)(length >> 8), unchecked((byte)length)],
        < 0x1000000 => [tag, 0x83, (byte)(length >> 16), unchecked((byte)(length >> 8)), unchecked((byte)length)],
        _ => [tag, 0x84, (byte)(length >> 24), unchecked((byte)(length >> 16)), unchecked((byte)(length >> 8)), unchecked((byte)length)],
    };
}
