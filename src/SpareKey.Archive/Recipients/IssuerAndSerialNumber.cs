using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace SpareKey.Archive;

internal static class IssuerAndSerialNumber
{
    /// <summary>DER of IssuerAndSerialNumber (RFC 5652 section 10.2.4), with the issuer's exact bytes.</summary>
    public static byte[] Encode(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(certificate.IssuerName.RawData);
            writer.WriteInteger(certificate.SerialNumberBytes.Span);
        }

        return writer.Encode();
    }
}
