using System.Buffers.Text;
using System.Text;

namespace SpareKey.SecurityModel;

/// <summary>Writes JWKs in the member order of real accounts (alg, ext, k, key_ops, kty, kid) into memory that is wiped.</summary>
internal static class JwkWriter
{
    public static SecretBytes Symmetric(string keyId, string algorithm, ReadOnlySpan<byte> key)
    {
        var (first, second) = algorithm is SymmetricKey.SigningAlgorithm ? ("sign", "verify") : ("encrypt", "decrypt");
        var head = Encoding.UTF8.GetBytes($"{{\"alg\":\"{algorithm}\",\"ext\":true,\"k\":\"");
        var tail = Encoding.UTF8.GetBytes($"\",\"key_ops\":[\"{first}\",\"{second}\"],\"kty\":\"oct\",\"kid\":{Quoted(keyId)}}}");
        var json = new SecretBytes(head.Length + Base64Url.GetEncodedLength(key.Length) + tail.Length);
        head.CopyTo(json.Writable);
        var middle = Base64Url.EncodeToUtf8(key, json.Writable[head.Length..]);
        tail.CopyTo(json.Writable[(head.Length + middle)..]);
        return json;
    }

    public static SecretBytes RsaPrivate(string keyId, System.Security.Cryptography.RSAParameters key)
    {
        (string Name, byte[] Value)[] before = [("d", key.D!), ("dp", key.DP!), ("dq", key.DQ!), ("e", key.Exponent!)];
        (string Name, byte[] Value)[] after = [("n", key.Modulus!), ("p", key.P!), ("q", key.Q!), ("qi", key.InverseQ!)];
        var capacity = 256 + (keyId.Length * 6);
        foreach (var (_, value) in before.Concat(after))
            capacity += value.Length * 2;
        using var buffer = new SecretBytes(capacity);
        var target = buffer.Writable;
        Append(ref target, "{\"alg\":\"RSA-OAEP\"");
        foreach (var (name, value) in before)
            AppendMember(ref target, name, value);
        Append(ref target, ",\"ext\":true,\"key_ops\":[\"decrypt\"],\"kty\":\"RSA\"");
        foreach (var (name, value) in after)
            AppendMember(ref target, name, value);
        Append(ref target, $",\"kid\":{Quoted(keyId)}}}");
        return SecretBytes.CopyOf(buffer.DangerousBytes[..(capacity - target.Length)]);
    }

    private static void AppendMember(ref Span<byte> target, string name, ReadOnlySpan<byte> value)
    {
        Append(ref target, $",\"{name}\":\"");
        target = target[Base64Url.EncodeToUtf8(value, target)..];
        Append(ref target, "\"");
    }

    private static void Append(ref Span<byte> target, string text) => target = target[Encoding.UTF8.GetBytes(text, target)..];

    private static string Quoted(string text) => $"\"{System.Text.Json.JsonEncodedText.Encode(text)}\"";
}
