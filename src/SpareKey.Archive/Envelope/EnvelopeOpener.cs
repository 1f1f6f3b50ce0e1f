using System.Security.Cryptography;

namespace SpareKey.Archive.Envelope;

internal static class EnvelopeOpener
{
    /// <summary>
    /// Decrypts in place. Nothing is returned before the tag was checked, and .NET wipes the buffer if it is wrong.
    /// </summary>
    /// <returns>The plaintext, inside <paramref name="message"/>.</returns>
    /// <exception cref="SnapshotDamagedException">One opaque answer for a wrong tag.</exception>
    public static Memory<byte> OpenInPlace(Memory<byte> message, EnvelopeMessage parsed, ReadOnlySpan<byte> key, string part)
    {
        var content = message[parsed.Ciphertext];
        try
        {
            using var aes = new AesGcm(key, EnvelopeFormat.TagSize);
            aes.Decrypt(parsed.Nonce.Span, content.Span, parsed.Tag.Span, content.Span);
            return content;
        }
        catch (AuthenticationTagMismatchException failure)
        {
            throw new SnapshotDamagedException(part, "authentication failed", failure);
        }
    }

    /// <summary>Unwraps the content key with the recovery key, then decrypts in place.</summary>
    public static Memory<byte> OpenInPlace(Memory<byte> message, EnvelopeMessage parsed, RecoveryKey recoveryKey, string part)
    {
        var mine = parsed.Recipients.FirstOrDefault(recipient => CryptographicOperations.FixedTimeEquals(recipient.IssuerAndSerial.Span, recoveryKey.IssuerAndSerial))
            ?? throw new SnapshotDamagedException(part, "is not sealed for the certificate of this key");
        Span<byte> key = stackalloc byte[EnvelopeFormat.KeySize];
        try
        {
            if (!recoveryKey.TryUnwrap(mine.EncryptedKey.Span, key))
                throw new SnapshotDamagedException(part, "authentication failed");
            return OpenInPlace(message, parsed, key, part);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
