using System.Security.Cryptography;

namespace SpareKey.Archive;

internal static class CertificateSerial
{
    /// <summary>16 random bytes, positive and without a leading zero octet, so that its DER has one form.</summary>
    public static byte[] Create()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }
}
