using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SpareKey.Fuzz;

/// <summary>Lies about sizes, counts and offsets: two, four or eight bytes in either order, or a run of digits.</summary>
internal static class LengthMutation
{
    private static readonly long[] Lies = [0, 1, -1, 127, 128, 255, 256, 65_535, 65_536, 1 << 20, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 33, long.MaxValue, long.MinValue, 10_000_000];

    public static byte[] Lie(byte[] bytes, SeededChoice choice)
    {
        var digits = FindDigits(bytes, choice.Below(bytes.Length));
        if (digits is { } run && choice.OneIn(2))
            return [.. bytes[..run.From], .. Encoding.ASCII.GetBytes(choice.Of(Lies).ToString(CultureInfo.InvariantCulture)), .. bytes[run.To..]];
        if (bytes.Length < 8)
            return bytes;
        var changed = bytes.ToArray();
        Write(changed.AsSpan(choice.Below(changed.Length - 7)), choice.Of(Lies), choice.Below(6));
        return changed;
    }

    private static void Write(Span<byte> at, long value, int form)
    {
        unchecked
        {
            switch (form)
            {
                case 0: BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)value); break;
                case 1: BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)value); break;
                case 2: BinaryPrimitives.WriteUInt32LittleEndian(at, (uint)value); break;
                case 3: BinaryPrimitives.WriteUInt32BigEndian(at, (uint)value); break;
                case 4: BinaryPrimitives.WriteInt64LittleEndian(at, value); break;
                default: BinaryPrimitives.WriteInt64BigEndian(at, value); break;
            }
        }
    }

    private static (int From, int To)? FindDigits(byte[] bytes, int start)
    {
        for (var i = start; i < bytes.Length; i++)
        {
            if (!char.IsAsciiDigit((char)bytes[i]))
                continue;
            var end = i;
            while (end < bytes.Length && char.IsAsciiDigit((char)bytes[end]))
                end++;
            return (i, end);
        }

        return null;
    }
}
