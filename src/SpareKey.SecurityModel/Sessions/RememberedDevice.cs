using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>The proof of a device that passed two-factor authentication before (<c>dshmac</c>).</summary>
public static class RememberedDevice
{
    /// <summary>The first 8 characters of base64url(HMAC-SHA256(token, the session id's 16 bytes)).</summary>
    /// <param name="token">The token that the service gave the device.</param>
    /// <param name="sessionId">The session id, base32.</param>
    /// <exception cref="MalformedDataException">The session id is not base32.</exception>
    public static string Prove(ReadOnlySpan<byte> token, string sessionId)
    {
        ArgumentNullException.ThrowIfNull(sessionId);
        var session = sessionId.Length <= 2 * Base32Id.Length ? Base32Id.TryDecode(sessionId) : null;
        if (session is null)
            throw new MalformedDataException("session id: it is not base32");
        return Base64UrlText.Encode(HMACSHA256.HashData(token, session))[..8];
    }
}
