using System.Security.Cryptography;

namespace SpareKey.Archive.Envelope;

/// <summary>One KeyTransRecipientInfo: DER of IssuerAndSerialNumber, and the content key under the recipient's RSA key.</summary>
internal sealed record EnvelopeRecipient(ReadOnlyMemory<byte> IssuerAndSerial, ReadOnlyMemory<byte> EncryptedKey)
{
    public string Id => Convert.ToHexStringLower(SHA256.HashData(IssuerAndSerial.Span));
}
