using System.Security.Cryptography;
using System.Text;

namespace SpareKey.SecurityModel;

/// <summary>
/// The secret of an item share link (the part behind "#", 32 bytes): HKDF-SHA256 without salt gives the id of the share, the token
/// that fetches it, and the key that opens it. Who has the link has the item.
/// </summary>
public sealed class ItemShareSecret : IDisposable
{
    private const int Size = 32;
    private readonly SecretBytes _secret;

    private ItemShareSecret(SecretBytes secret) => _secret = secret;

    /// <summary>The id of the share: 26 characters, lower-case base32.</summary>
    public string Uuid => DeriveId("share_item_uuid");

    /// <summary>Reads the base64url text behind "#" of a link.</summary>
    /// <exception cref="MalformedDataException">It is not 32 bytes of base64url.</exception>
    public static ItemShareSecret Parse(ReadOnlySpan<char> text)
    {
        var bytes = text.Length > 2 * Size ? null : Base64UrlText.TryDecode(text);
        if (bytes?.Length != Size)
            throw new MalformedDataException("item share link: its secret is not 32 bytes of base64url");
        var secret = SecretBytes.CopyOf(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return new ItemShareSecret(secret);
    }

    /// <summary>The token that fetches the share: 26 characters, lower-case base32. Secret.</summary>
    public string DeriveToken() => DeriveId("share_item_token");

    /// <summary>The key that opens the share; its id is <see cref="Uuid"/>. The caller disposes it.</summary>
    public SymmetricKey DeriveKey()
    {
        using var key = Derive("share_item_encryption_key", SymmetricKey.Size);
        return new SymmetricKey(Uuid, key.DangerousBytes);
    }

    /// <summary>Wipes the secret.</summary>
    public void Dispose() => _secret.Dispose();

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    private string DeriveId(string label)
    {
        using var bytes = Derive(label, 16);
        return Base32Id.ToLower(bytes.DangerousBytes);
    }

    private SecretBytes Derive(string label, int length)
    {
        var output = new SecretBytes(length);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret.DangerousBytes, output.Writable, [], Encoding.ASCII.GetBytes(label));
        return output;
    }
}
