using System.Globalization;
using System.Text;

namespace SpareKey.Benchmarks;

/// <summary>
/// Made-up data, the same in every run: items of about 2.5 kB of JSON, and files of which every other one compresses.
/// It is produced on the fly, so that a process that seals it holds nothing but what sealing needs.
/// </summary>
internal sealed record Workload(int Items, int Files, long FileSize)
{
    private const int BlockSize = 64 * 1024;
    private const byte NumberMark = (byte)'#';
    private const byte NoiseMark = (byte)'~';
    private static readonly byte[] Template = BuildTemplate();
    private static readonly byte[][] Blocks = [BuildBlock(compressible: false), BuildBlock(compressible: true)];

    public static int ItemSize => Template.Length;

    /// <summary>10,000 items of about 2.5 kB and 200 files of 512 KiB.</summary>
    public static Workload W { get; } = new(10_000, 200, 512 * 1024);

    /// <summary>One document of 1 GiB.</summary>
    public static Workload Large { get; } = new(1, 1, 1L << 30);

    public static string ItemId(int index) => string.Create(CultureInfo.InvariantCulture, $"item{index:D22}");

    /// <summary>Fills a buffer of <see cref="ItemSize"/> bytes: the caller uses one again and again, so that the measured process makes no garbage of the bench's.</summary>
    public static void FillItem(int index, Span<byte> item)
    {
        Template.CopyTo(item);
        var noise = new Noise((ulong)index + 1);
        Span<byte> digits = stackalloc byte[22];
        digits.Fill((byte)'0');
        for (var (rest, i) = (index, digits.Length - 1); rest > 0; rest /= 10, i--)
            digits[i] = (byte)('0' + rest % 10);
        for (var at = item.IndexOf(NumberMark); at >= 0; at = item.IndexOf(NumberMark))
            digits.CopyTo(item[at..]);
        foreach (ref var value in item)
            value = value == NoiseMark ? noise.Letter() : value;
    }

    public Stream File(int index) => new NoiseStream(index, FileSize, Blocks[index % 2]);

    /// <summary>Writes the same bytes as files, for the tools that read files.</summary>
    public void Emit(string folder)
    {
        var item = new byte[ItemSize];
        var items = Directory.CreateDirectory(Path.Combine(folder, "items")).FullName;
        for (var i = 0; i < Items; i++)
        {
            FillItem(i, item);
            System.IO.File.WriteAllBytes(Path.Combine(items, ItemId(i) + ".json"), item);
        }

        var files = Directory.CreateDirectory(Path.Combine(folder, "files")).FullName;
        for (var i = 0; i < Files; i++)
        {
            using var target = System.IO.File.Create(Path.Combine(files, $"{i}.bin"));
            using var source = File(i);
            source.CopyTo(target);
        }
    }

    private static byte[] BuildTemplate()
    {
        var number = new string((char)NumberMark, 22);
        var json = new StringBuilder($"{{\n  \"id\": \"item{number}\",\n  \"title\": \"Made-up login {number}\",\n  \"version\": 3,\n  \"category\": \"LOGIN\",\n  \"fields\": [");
        for (var field = 0; field < 10; field++)
        {
            json.Append(field == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"\n    {{\n      \"id\": \"{new string((char)NoiseMark, 26)}\",\n      \"type\": \"CONCEALED\",\n      \"label\": \"field {field}\",\n      \"value\": \"{new string((char)NoiseMark, 40)}\",\n      \"reference\": \"op://Made-up vault/Made-up login/field {field}\"\n    }}");
        }

        return Encoding.UTF8.GetBytes(json.Append("\n  ]\n}\n").ToString());
    }

    private static byte[] BuildBlock(bool compressible)
    {
        var noise = new Noise(compressible ? 2UL : 1UL);
        var block = new byte[BlockSize];
        for (var i = 0; i < block.Length; i++)
            block[i] = compressible ? (byte)"the quick brown fox jumps over "[noise.Next() % 8 == 0 ? noise.Next() % 31 : i % 31] : unchecked((byte)noise.Next());
        return block;
    }

    private sealed class NoiseStream(int index, long length, byte[] block) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        // Every block differs in its first bytes, so that no tool gains by recognising a repeated one.
        public override int Read(Span<byte> buffer)
        {
            var within = (int)(_position % BlockSize);
            var count = (int)Math.Min(Math.Min(buffer.Length, length - _position), BlockSize - within);
            block.AsSpan(within, count).CopyTo(buffer);
            if (within == 0 && count >= sizeof(long))
                BitConverter.TryWriteBytes(buffer, _position ^ ((long)index << 40));
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
