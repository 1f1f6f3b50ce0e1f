using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>What a document item says of its file: the name, and the key and nonce of the encrypted blob. Immutable; unknown members are kept. The file name is hostile: never use it as a path (<see cref="SafeFileName"/>).</summary>
public sealed class DocumentAttributes
{
    private static readonly Place Place = new("document");

    private readonly JsonObject _json;

    private DocumentAttributes(JsonObject json)
    {
        _json = json;
        FileName = json.LenientText("fileName") ?? "";
        DocumentId = json.Text("documentId", Place);
        UnencryptedSize = json.OptionalInteger("unencryptedSize", Place);
        EncryptedSize = json.OptionalInteger("encryptedSize", Place);
    }

    /// <summary>The file name as its owner gave it.</summary>
    public string FileName { get; }

    /// <summary>The id of the blob.</summary>
    public string DocumentId { get; }

    /// <summary>The size of the content in bytes, where given.</summary>
    public long? UnencryptedSize { get; }

    /// <summary>The size of the blob in bytes (16 more), where given.</summary>
    public long? EncryptedSize { get; }

    internal byte[]? IntegrityHash => _json.OptionalText("integrityHash", Place) is { } text
        ? Base64UrlText.TryDecode(text) ?? throw Place.Malformed("\"integrityHash\" is not base64url")
        : null;

    internal byte[] Nonce
    {
        get
        {
            var nonce = Base64UrlText.TryDecode(_json.Text("nonce", Place)) ?? throw Place.Malformed("\"nonce\" is not base64url");
            return nonce.Length == Envelope.NonceBytes ? nonce : throw Place.Unsupported($"a nonce of {nonce.Length} bytes; {Envelope.NonceBytes} are supported");
        }
    }

    /// <summary>Reads the member <c>documentAttributes</c>; <paramref name="json"/> is copied.</summary>
    /// <exception cref="MalformedDataException">A member is missing or of the wrong kind.</exception>
    public static DocumentAttributes Read(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new DocumentAttributes(json.Clone());
    }

    /// <summary>The JSON form, a new object.</summary>
    public JsonObject ToJson() => _json.Clone();

    internal SymmetricKey ReadKey()
    {
        var jwk = JsonText.Write(_json.Object("encryptionKey", Place));
        try
        {
            return SymmetricKey.FromJwk(jwk, Place.At("encryptionKey"));
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(jwk);
        }
    }
}
