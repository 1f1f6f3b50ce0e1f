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

    /// <summary>10,000 items of about 2.5 kB and 200 files of 512 KiB.</summary>
    public static Workload W { get; } = new(10_000, 200, 512 * 1024);

    /// <summary>One document of 1 GiB.</summary>
    public static Workload Large { get; } = new(1, 1, 1L << 30);

    public static string ItemId(int index) => string.Create(CultureInfo.InvariantCulture, $"item{index:D22}");

    public static byte[] Item(int index)
    {
        var noise = new Noise((ulong)index + 1);
        var json = new StringBuilder(2600);
        json.Append(CultureInfo.InvariantCulture, $"{{\n  \"id\": \"{ItemId(index)}\",\n  \"title\": \"Made-up login {index}\",\n  \"version\": 3,\n  \"category\": \"LOGIN\",\n  \"fields\": [");
        for (var field = 0; field < 10; field++)
        {
            json.Append(field == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"\n    {{\n      \"id\": \"{noise.Text(26)}\",\n      \"type\": \"CONCEALED\",\n      \"label\": \"field {field}\",\n      \"value\": \"{noise.Text(40)}\",\n      \"reference\": \"op://Made-up vault/Made-up login {index}/field {field}\"\n    }}");
        }

        return Encoding.UTF8.GetBytes(json.Append("\n  ]\n}\n").ToString());
    }

    public Stream File(int index) => new NoiseStream(index, FileSize, compressible: index % 2 == 1);

    /// <summary>Writes the same bytes as files, for the tools that read files.</summary>
    public void Emit(string folder)
    {
        var items = Directory.CreateDirectory(Path.Combine(folder, "items")).FullName;
        for (var i = 0; i < Items; i++)
            System.IO.File.WriteAllBytes(Path.Combine(items, ItemId(i) + ".json"), Item(i));
        var files = Directory.CreateDirectory(Path.Combine(folder, "files")).FullName;
        for (var i = 0; i < Files; i++)
        {
            using var target = System.IO.File.Create(Path.Combine(files, $"{i}.bin"));
            using var source = File(i);
            source.CopyTo(target);
        }
    }

    private sealed class NoiseStream(int index, long length, bool compressible) : Stream
    {
        private readonly byte[] _block = Block(index, compressible);
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
            if (within == 0)
                BitConverter.TryWriteBytes(_block, _position ^ ((long)index << 40));
            var count = (int)Math.Min(Math.Min(buffer.Length, length - _position), BlockSize - within);
            _block.AsSpan(within, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private static byte[] Block(int index, bool compressible)
        {
            var noise = new Noise((ulong)index * 7919 + 1);
            var block = new byte[BlockSize];
            for (var i = 0; i < block.Length; i++)
                block[i] = compressible ? (byte)"the quick brown fox jumps over "[noise.Next() % 8 == 0 ? noise.Next() % 31 : i % 31] : (byte)noise.Next();
            return block;
        }
    }
}
