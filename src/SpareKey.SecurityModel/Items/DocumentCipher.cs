using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>
/// The content of document items: one blob, AES-256-GCM ciphertext and tag, under a key of its own that the item's details hold.
/// <c>integrityHash</c> is SHA-256 of the blob.
/// </summary>
public static class DocumentCipher
{
    /// <summary>Decrypts a blob. The tag covers all of it: nothing comes out unless everything is right.</summary>
    /// <exception cref="DecryptionFailedException">Size, hash or tag do not fit: the blob is damaged or another document's.</exception>
    /// <exception cref="MalformedDataException">The attributes are malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">The attributes name something that is not implemented.</exception>
    public static SecretBytes Open(DocumentAttributes attributes, ReadOnlySpan<byte> blob)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var place = new Place("document", attributes.DocumentId);
        if (blob.Length < Envelope.TagBytes || attributes.EncryptedSize is { } size && size != blob.Length)
            throw new DecryptionFailedException($"{place}: the blob has {blob.Length} bytes, the item says {attributes.EncryptedSize}");
        if (attributes.IntegrityHash is { } hash && !CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(blob)))
            throw new DecryptionFailedException($"{place}: the blob is not the one that the item's hash names");
        using var key = attributes.ReadKey();
        var content = new SecretBytes(blob.Length - Envelope.TagBytes);
        if (key.TryDecrypt(attributes.Nonce, blob, content.Writable))
            return content;
        content.Dispose();
        throw place.NotOpened();
    }

    /// <summary>Encrypts a file under a new key; the result's attributes go into the item's details, the blob to the service.</summary>
    public static (DocumentAttributes Attributes, byte[] Blob) Seal(string fileName, ReadOnlySpan<byte> content, IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        using var key = SymmetricKey.Create(randomness);
        using var signingKey = SymmetricKey.Create(Base32Id.CreateClientId(randomness), randomness, SymmetricKey.SigningAlgorithm);
        var sealedContent = key.Seal(content, randomness);
        var blob = sealedContent.Data.ToArray();
        var attributes = DocumentAttributes.Read(new JsonObject
        {
            ["fileName"] = fileName,
            ["documentId"] = Base32Id.CreateClientId(randomness),
            ["signingKey"] = Jwk(signingKey),
            ["unencryptedSize"] = (long)content.Length,
            ["encryptedSize"] = (long)blob.Length,
            ["integrityHash"] = Base64UrlText.Encode(SHA256.HashData(blob)),
            ["encryptionKey"] = Jwk(key),
            ["nonce"] = Base64UrlText.Encode(sealedContent.Iv),
        });
        return (attributes, blob);
    }

    private static JsonObject Jwk(SymmetricKey key)
    {
        using var jwk = key.ToJwk();
        return JsonText.ParseObject(jwk.DangerousBytes, new Place("document key"));
    }
}
