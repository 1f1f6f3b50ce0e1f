using System.Security.Cryptography;
using System.Text;

namespace SpareKey.SecurityModel.Srp;

/// <summary>The name under which an account signs in: SHA-256 over the hashes of key id and e-mail address, base64url. Here, and only here, the address is also normalised (NFKD).</summary>
public static class SrpIdentity
{
    /// <summary>The identity text (43 characters).</summary>
    public static string Of(string secretKeyId, EmailAddress email)
    {
        ArgumentNullException.ThrowIfNull(secretKeyId);
        ArgumentNullException.ThrowIfNull(email);
        using var normalised = ClientText.NormalizeToUtf8(email.Value);
        var folded = EmailAddress.Parse(Encoding.UTF8.GetString(normalised.DangerousBytes)).Utf8;
        return Base64UrlText.Encode(SrpGroup.Digest(SHA256.HashData(Encoding.UTF8.GetBytes(secretKeyId)), SHA256.HashData(folded)));
    }
}
