using System.Security.Cryptography;
using System.Text;

namespace SpareKey.SecurityModel;

/// <summary>
/// The form in which the service's clients keep a Secret Key on a device: an A256GCM envelope under a key that everybody knows.
/// It protects against a glance, not against an attacker.
/// </summary>
public static class ObfuscatedSecretKey
{
    /// <summary>The id of the well-known key.</summary>
    public const string KeyId = "3tnqywhecddkhvl375l6yu7qri";

    /// <summary>The id of the old per-device key, which is only read.</summary>
    public const string DeviceKeyId = "03h4kf8euth5ks9skel3lfis9s";

    private const string DeviceKeySuffix = "f737s0";

    // Not the digest's bytes: its first 32 hexadecimal characters, as text.
    private static ReadOnlySpan<byte> WellKnownKey => "01be638ec19d0b5bf7a310239d817aa1"u8;

    /// <summary>Puts a Secret Key into its obfuscated form.</summary>
    public static Envelope Obfuscate(SecretKey key, IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var cipher = new SymmetricKey(KeyId, WellKnownKey);
        var text = Encoding.ASCII.GetBytes(key.Reveal());
        var envelope = cipher.Seal(text, randomness);
        CryptographicOperations.ZeroMemory(text);
        return envelope;
    }

    /// <summary>Reads the obfuscated form.</summary>
    /// <param name="envelope">The envelope; its key id says which key opens it.</param>
    /// <param name="deviceUuid">The 26-character id of the device that wrote it; needed for <see cref="DeviceKeyId"/> only.</param>
    /// <exception cref="UnsupportedSchemeException">The key id is neither of the two, or the old form is read without a device id.</exception>
    /// <exception cref="DecryptionFailedException">It does not open.</exception>
    /// <exception cref="MalformedDataException">Its content is no Secret Key.</exception>
    public static SecretKey Read(Envelope envelope, string? deviceUuid = null)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        using var cipher = new SymmetricKey(envelope.KeyId, CipherBytes(envelope.KeyId, deviceUuid));
        using var text = cipher.Open(envelope, new Place("obfuscated Secret Key"));
        if (text.Length > Limits.SecretKeyChars)
            throw new MalformedDataException("obfuscated Secret Key: its content is too long");
        Span<char> chars = stackalloc char[text.Length];
        Encoding.Latin1.GetChars(text.DangerousBytes, chars);
        try
        {
            return SecretKey.Parse(chars);
        }
        finally
        {
            chars.Clear();
        }
    }

    private static byte[] CipherBytes(string keyId, string? deviceUuid) => keyId switch
    {
        KeyId => WellKnownKey.ToArray(),
        DeviceKeyId when deviceUuid is { Length: Base32Id.Length } && Ascii.IsValid(deviceUuid) => Encoding.ASCII.GetBytes(deviceUuid + DeviceKeySuffix),
        DeviceKeyId => throw new UnsupportedSchemeException("obfuscated Secret Key: the old form opens only with the 26-character id of its device"),
        _ => throw new UnsupportedSchemeException($"obfuscated Secret Key: key id \"{Printable.Text(keyId)}\" is none that the clients use"),
    };
}
