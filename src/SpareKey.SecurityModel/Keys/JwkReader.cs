using System.Text;
using System.Text.Json;

namespace SpareKey.SecurityModel;

/// <summary>
/// The members of a JWK (RFC 7517) read straight from the decrypted bytes, so that key material never becomes a string
/// that nobody can wipe. Unknown members are skipped; a member twice is an error.
/// </summary>
internal sealed class JwkReader : IDisposable
{
    private static readonly string[] Secret = ["k", "d", "p", "q", "dp", "dq", "qi"];
    private static readonly string[] Public = ["n", "e", "x", "y"];
    private static readonly string[] Names = ["kty", "kid", "alg", "crv"];

    private readonly Dictionary<string, SecretBytes> _binary = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _text = new(StringComparer.Ordinal);
    private readonly Place _place;

    private JwkReader(Place place) => _place = place;

    public static JwkReader Read(ReadOnlySpan<byte> utf8Json, Place place)
    {
        if (utf8Json.Length > Limits.JwkBytes)
            throw place.Malformed($"a key of more than {Limits.JwkBytes} bytes");
        var jwk = new JwkReader(place);
        try
        {
            jwk.ReadMembers(utf8Json);
            return jwk;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            jwk.Dispose();
            throw place.Malformed("the key is not valid JSON");
        }
        catch (SecurityModelException)
        {
            jwk.Dispose();
            throw;
        }
    }

    public string? Text(string name) => _text.GetValueOrDefault(name);

    public string RequiredText(string name) => Text(name) ?? throw _place.Malformed($"the key has no \"{name}\"");

    public bool Has(string name) => _binary.ContainsKey(name);

    public ReadOnlySpan<byte> Binary(string name) =>
        _binary.TryGetValue(name, out var bytes) ? bytes.DangerousBytes : throw _place.Malformed($"the key has no \"{name}\"");

    public void Dispose()
    {
        foreach (var bytes in _binary.Values)
            bytes.Dispose();
    }

    private void ReadMembers(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = Limits.JsonDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw _place.Malformed("the key is not a JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
                ReadMember(name, ref reader);
            else
                reader.Skip();
        }
        if (reader.Read())
            throw _place.Malformed("something follows the key");
    }

    private void ReadMember(string name, ref Utf8JsonReader reader)
    {
        if (Array.IndexOf(Names, name) >= 0)
        {
            if (!_text.TryAdd(name, reader.GetString() ?? ""))
                throw _place.Malformed($"the key has \"{name}\" twice");
        }
        else if (Array.IndexOf(Secret, name) >= 0 || Array.IndexOf(Public, name) >= 0)
        {
            AddBinary(name, ref reader);
        }
    }

    private void AddBinary(string name, ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
            throw _place.Malformed($"\"{name}\" of the key is not base64url");
        using var decoded = new SecretBytes((reader.ValueSpan.Length * 3 / 4) + 3);
        if (!Base64UrlText.TryDecode(reader.ValueSpan, decoded.Writable, out var length))
            throw _place.Malformed($"\"{name}\" of the key is not base64url");
        var exact = SecretBytes.CopyOf(decoded.DangerousBytes[..length]);
        if (_binary.TryAdd(name, exact))
            return;
        exact.Dispose();
        throw _place.Malformed($"the key has \"{name}\" twice");
    }
}
