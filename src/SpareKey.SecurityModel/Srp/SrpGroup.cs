using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace SpareKey.SecurityModel.Srp;

/// <summary>
/// The group <c>SRPg-4096</c>: the 4096-bit prime of RFC 3526 (group 16; RFC 5054 has the same), generator 5.
/// And the three ways in which the protocol turns a number into bytes, each of which matters when a number has leading zeros.
/// </summary>
internal static class SrpGroup
{
    public const string Name = "SRPg-4096";
    public const int Bytes = 512;

    private const string PrimeHex = """
        ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437
        4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf05
        98da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b
        e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33
        a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864
        d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a92108011a723c12a787e6d7
        88719a10bdba5b2699c327186af4e23c1a946834b6150bda2583e9ca2ad44ce8dbbbc2db04de8ef92e8efc141fbecaa6287c59474e6bc05d99b2964fa090c3a2
        233ba186515be7ed1f612970cee2d7afb81bdd762170481cd0069127d5b05aa993b4ea988d8fddc186ffb7dc90a6c08f4df435c934063199ffffffffffffffff
        """;

    public static BigInteger N { get; } = ParseConstant(PrimeHex);

    public static BigInteger G { get; } = 5;

    /// <summary>k of the current protocol: SHA-256 of PAD(N) and PAD(g).</summary>
    public static BigInteger K { get; } = Hash(Pad(N), Pad(G));

    /// <summary>PAD: 512 bytes, big-endian.</summary>
    public static byte[] Pad(BigInteger number)
    {
        var minimal = Minimal(number);
        var padded = new byte[Bytes];
        minimal.CopyTo(padded.AsSpan(Bytes - minimal.Length));
        return padded;
    }

    /// <summary>Big-endian without leading zeros; zero is one byte.</summary>
    public static byte[] Minimal(BigInteger number) => number.ToByteArray(isUnsigned: true, isBigEndian: true);

    /// <summary>Lower-case hexadecimal without leading zeros, so perhaps an odd number of digits.</summary>
    public static string Hex(BigInteger number)
    {
        var text = Convert.ToHexStringLower(Minimal(number)).TrimStart('0');
        return text.Length == 0 ? "0" : text;
    }

    public static byte[] HexBytes(BigInteger number) => Encoding.ASCII.GetBytes(Hex(number));

    public static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    public static BigInteger Hash(params ReadOnlySpan<byte[]> parts) => Number(Digest(parts));

    public static byte[] Digest(params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
            hash.AppendData(part);
        return hash.GetHashAndReset();
    }

    /// <summary>A number of the other side: hexadecimal, at most 1,024 digits, odd counts allowed.</summary>
    public static BigInteger Parse(string? hex, string what)
    {
        if (string.IsNullOrEmpty(hex) || hex.Length > 2 * Bytes || !hex.All(char.IsAsciiHexDigit))
            throw new MalformedDataException($"sign-in: {what} is not a hexadecimal number of at most {2 * Bytes} digits");
        return BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private static BigInteger ParseConstant(string hex) =>
        BigInteger.Parse("0" + hex.ReplaceLineEndings(""), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
