using System.Globalization;
using System.Text;

namespace SpareKey.Archive.Tar;

/// <summary>
/// The one header that belongs to a path, a size and a time: ustar (POSIX.1-1988), preceded by a pax extended header
/// (POSIX.1-2001) only where ustar cannot say it. A reader never parses tar: it builds the header again and compares.
/// </summary>
internal static class TarHeader
{
    public const int Block = 512;

    /// <summary>The two zero blocks that end an archive.</summary>
    public const int EndSize = 2 * Block;

    private const long MaxUstarSize = 8_589_934_591;
    private const int MaxName = 100;
    private const int MaxPrefix = 155;

    public static long Padded(long size) => (size + Block - 1) / Block * Block;

    public static int Length(string path, long size) => ExtendedRecords(path, size).Length is var extra and > 0
        ? Block + (int)Padded(extra) + Block
        : Block;

    /// <summary>Bytes of the whole entry in the stream: headers, content, padding.</summary>
    public static long EntryLength(string path, long size) => Length(path, size) + Padded(size);

    public static byte[] Create(string path, long size, DateTimeOffset modified)
    {
        var records = ExtendedRecords(path, size);
        var header = new byte[Length(path, size)];
        var seconds = modified.ToUnixTimeSeconds();
        if (records.Length > 0)
        {
            Write(header, "PaxHeader", "", records.Length, seconds, 'x');
            records.CopyTo(header.AsSpan(Block));
        }

        var (prefix, name) = Split(path) ?? ("", path[..Math.Min(path.Length, MaxName)]);
        Write(header.AsSpan(header.Length - Block), name, prefix, size > MaxUstarSize ? 0 : size, seconds, '0');
        return header;
    }

    // The rightmost slash that leaves a prefix of at most 155 characters gives the shortest name; if that is too long, none fits.
    private static (string Prefix, string Name)? Split(string path)
    {
        if (path.Length <= MaxName)
            return ("", path);
        var slash = path.LastIndexOf('/', Math.Min(path.Length - 1, MaxPrefix));
        return slash > 0 && path.Length - slash - 1 <= MaxName ? (path[..slash], path[(slash + 1)..]) : null;
    }

    private static byte[] ExtendedRecords(string path, long size)
    {
        var records = (Split(path) is null ? Record("path", path) : "")
            + (size > MaxUstarSize ? Record("size", size.ToString(CultureInfo.InvariantCulture)) : "");
        return Encoding.ASCII.GetBytes(records);
    }

    // "LENGTH key=value\n", where LENGTH counts its own digits too.
    private static string Record(string key, string value)
    {
        var rest = key.Length + value.Length + 3;
        var length = rest;
        while (length != rest + Digits(length))
            length = rest + Digits(length);
        return string.Create(CultureInfo.InvariantCulture, $"{length} {key}={value}\n");
    }

    private static int Digits(int value) => value.ToString(CultureInfo.InvariantCulture).Length;

    private static void Write(Span<byte> block, string name, string prefix, long size, long seconds, char type)
    {
        Put(block, name);
        Put(block[100..], "0000600");
        Put(block[108..], "0000000");
        Put(block[116..], "0000000");
        PutOctal(block[124..135], size);
        PutOctal(block[136..147], seconds);
        Put(block[148..], "        ");
        block[156] = (byte)type;
        Put(block[257..], "ustar\0" + "00");
        Put(block[329..], "0000000");
        Put(block[337..], "0000000");
        Put(block[345..], prefix);
        var sum = 0;
        foreach (var value in block[..Block])
            sum += value;
        PutOctal(block[148..154], sum);
        block[154] = 0;
    }

    private static void PutOctal(Span<byte> field, long value)
    {
        for (var i = field.Length - 1; i >= 0; i--, value >>= 3)
            field[i] = (byte)('0' + (value & 7));
    }

    private static void Put(Span<byte> at, string text) => Encoding.ASCII.GetBytes(text, at);
}
