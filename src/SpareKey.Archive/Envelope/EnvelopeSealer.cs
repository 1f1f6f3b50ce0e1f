using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpareKey.Archive.Envelope;

/// <summary>
/// Seals one message after another for the same recipients; safe to call from several threads.
/// Each message has a fresh random key, so a nonce can never meet the same key twice; the nonce is random all the same.
/// </summary>
internal sealed class EnvelopeSealer : IDisposable
{
    private readonly List<(byte[] IssuerAndSerial, RsaPool Keys)> _recipients;

    public EnvelopeSealer(IReadOnlyList<RecipientCertificate> recipients)
    {
        _recipients = [.. recipients.Select(recipient => (recipient.IssuerAndSerial, new RsaPool(() => recipient.Certificate.GetRSAPublicKey())))];
        // The prefix has the same length for every message of one size class; 16 spare bytes cover the longer length octets.
        var dummies = recipients.Select(recipient => new EnvelopeRecipient(recipient.IssuerAndSerial, new byte[(recipient.KeyBits + 7) / 8])).ToList();
        PrefixRoom = EnvelopeFormat.Prefix(dummies, new byte[EnvelopeFormat.NonceSize], SnapshotLimits.MaxIndex).Length;
    }

    /// <summary>Bytes to leave free in front of the plaintext.</summary>
    public int PrefixRoom { get; }

    /// <summary>
    /// Seals in place: <paramref name="buffer"/> holds the plaintext after <see cref="PrefixRoom"/> bytes, and has room for
    /// <see cref="EnvelopeFormat.SuffixSize"/> bytes behind it.
    /// </summary>
    /// <param name="buffer">Holds the message afterwards, no plaintext.</param>
    /// <param name="length">Length of the plaintext.</param>
    /// <param name="key">Receives the 32-byte content key; the caller wipes it.</param>
    /// <returns>Where the message lies in the buffer.</returns>
    public Range Seal(Span<byte> buffer, int length, Span<byte> key)
    {
        Span<byte> nonce = stackalloc byte[EnvelopeFormat.NonceSize];
        Span<byte> tag = stackalloc byte[EnvelopeFormat.TagSize];
        RandomNumberGenerator.Fill(key);
        RandomNumberGenerator.Fill(nonce);
        var content = buffer.Slice(PrefixRoom, length);
        using (var aes = new AesGcm(key, EnvelopeFormat.TagSize))
            aes.Encrypt(nonce, content, content, tag);
        var prefix = EnvelopeFormat.Prefix(Wrap(key), nonce, length);
        prefix.CopyTo(buffer[(PrefixRoom - prefix.Length)..]);
        EnvelopeFormat.Suffix(tag).CopyTo(buffer[(PrefixRoom + length)..]);
        return (PrefixRoom - prefix.Length)..(PrefixRoom + length + EnvelopeFormat.SuffixSize);
    }

    public void Dispose()
    {
        foreach (var (_, keys) in _recipients)
            keys.Dispose();
    }

    private List<EnvelopeRecipient> Wrap(ReadOnlySpan<byte> key)
    {
        var wrapped = new List<EnvelopeRecipient>(_recipients.Count);
        foreach (var (issuerAndSerial, keys) in _recipients)
            wrapped.Add(new EnvelopeRecipient(issuerAndSerial, keys.Encrypt(key)));

        return wrapped;
    }
}
