using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>
/// A signed-in session: its id and the 32-byte key K that both sides derived. Messages are A256GCM envelopes under K (key id = session id);
/// requests carry a MAC over method and address. Wiped on <see cref="Dispose"/>.
/// </summary>
public sealed class Session : IDisposable
{
    /// <summary>The header that carries <see cref="Sign(string, Uri, uint)"/>.</summary>
    public const string MacHeader = "X-AgileBits-MAC";

    private const int MacBytes = 12;
    private readonly SymmetricKey _key;
    private readonly SecretBytes _macKey;

    /// <summary>A session from its id and key (as recorded; sign-in makes it itself).</summary>
    /// <exception cref="ArgumentException">The key is not 32 bytes long.</exception>
    public Session(string id, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(id);
        _key = new SymmetricKey(id, key);
        _macKey = new SecretBytes(HMACSHA256.HashSizeInBytes);
        HMACSHA256.HashData(key, "He never wears a Mac, in the pouring rain. Very strange."u8, _macKey.Writable);
    }

    /// <summary>The session id: 26 characters, upper-case base32.</summary>
    public string Id => _key.KeyId;

    internal ReadOnlySpan<byte> Key => _key.Bytes;

    internal ReadOnlySpan<byte> MacKey => _macKey.DangerousBytes;

    /// <summary>Encrypts a message.</summary>
    public Envelope Seal(JsonNode message, IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var plaintext = JsonText.WriteSecret(message);
        return _key.Seal(plaintext.DangerousBytes, randomness);
    }

    /// <summary>Decrypts a message.</summary>
    /// <exception cref="MalformedDataException">The envelope is for another session, or its content is no JSON.</exception>
    /// <exception cref="DecryptionFailedException">It does not open.</exception>
    public JsonNode? Open(Envelope message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var place = new Place("session message");
        using var plaintext = _key.Open(message, place);
        return JsonText.Parse(plaintext.DangerousBytes, place);
    }

    /// <summary>
    /// The value of <see cref="MacHeader"/>: <c>v1|number|mac</c>, the mac being the first 12 bytes of HMAC-SHA-256 over session, method,
    /// host and path with query, and number. The body is not covered (it is an envelope); the number must grow with each request.
    /// </summary>
    /// <param name="method">GET, POST …</param>
    /// <param name="address">The absolute address as it is sent; the port is left out, escapes stay as they are.</param>
    /// <param name="number">The request's number.</param>
    public string Sign(string method, Uri address, uint number)
    {
        var mac = HMACSHA256.HashData(MacKey, Encoding.UTF8.GetBytes(MacText(method, address, number)));
        return string.Create(CultureInfo.InvariantCulture, $"v1|{number}|{Base64UrlText.Encode(mac.AsSpan(0, MacBytes))}");
    }

    /// <summary>Checks such a value in constant time.</summary>
    public bool Verify(string method, Uri address, uint number, string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(method, address, number)), Encoding.UTF8.GetBytes(header));
    }

    /// <summary>Wipes the keys.</summary>
    public void Dispose()
    {
        _key.Dispose();
        _macKey.Dispose();
    }

    /// <summary>The id.</summary>
    public override string ToString() => $"session {Id}";

    internal string MacText(string method, Uri address, uint number)
    {
        ArgumentNullException.ThrowIfNull(address);
        // The path and query exactly as sent: Uri would rewrite escapes in its parsed properties.
        var text = address.OriginalString;
        var afterScheme = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var pathAt = text.IndexOfAny(['/', '?'], afterScheme);
        var path = pathAt < 0 ? "/" : text[pathAt..];
        var fragment = path.IndexOf('#', StringComparison.Ordinal);
        path = fragment < 0 ? path : path[..fragment];
        var query = path.Contains('?', StringComparison.Ordinal) ? "" : "?";
        return string.Create(CultureInfo.InvariantCulture, $"{Id}|{method}|{address.IdnHost}{path}{query}|v1|{number}");
    }
}
