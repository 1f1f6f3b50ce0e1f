using System.Security.Cryptography;
using System.Text;

namespace SpareKey.SecurityModel;

// Two-secret key derivation (2SKD), 1Password white paper, section 8.2.
//
//   pw  = NFKD(trim(password)), UTF-8          trimmed first: a leading U+00A8 decomposes to a blank that must stay
//   k1  = HKDF-SHA256(ikm = salt, salt = e-mail, info = method name, 32)
//   k2  = PBKDF2-HMAC-SHA256(pw, k1, iterations, 32)
//   kA  = HKDF-SHA256(ikm = secret characters, salt = account id, info = version, 32)
//   out = k2 XOR kA
//
// Old accounts (PBES2-HS256): k2 = PBKDF2-HMAC-SHA256(e-mail ":" b64url(SHA256(password as typed)), salt, iterations, 32).
//
// Who has the server's data but not kA cannot test a single password; who has the Secret Key still faces PBKDF2.
internal static class TwoSecretDerivation
{
    public const int OutputBytes = 32;

    public static SecretBytes Derive(Credentials credentials, KeyDerivationParameters parameters, string subject, IUnlockObserver? observer)
    {
        using var stretchedSalt = StretchSalt(credentials.Email, parameters);
        using var password = PasswordBytes(credentials, parameters.Method);
        using var fromPassword = Pbkdf2(password, stretchedSalt, parameters.Iterations);
        using var fromSecretKey = ExpandSecretKey(credentials.SecretKey);
        var output = new SecretBytes(OutputBytes);
        for (var i = 0; i < OutputBytes; i++)
            output.Writable[i] = (byte)(fromPassword.DangerousBytes[i] ^ fromSecretKey.DangerousBytes[i]);
        if (observer is not null)
        {
            var explain = new DerivationExplanation(observer, subject, credentials, parameters);
            explain.Report(password, stretchedSalt, fromPassword, fromSecretKey, output);
        }
        return output;
    }

    private static SecretBytes StretchSalt(EmailAddress email, KeyDerivationParameters parameters)
    {
        if (parameters.Method == DerivationMethod.LegacyAccountUnlock)
            return SecretBytes.CopyOf(parameters.Salt);
        var salt = new SecretBytes(OutputBytes);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, parameters.Salt, salt.Writable, email.Utf8, Encoding.ASCII.GetBytes(parameters.MethodName));
        return salt;
    }

    private static SecretBytes PasswordBytes(Credentials credentials, DerivationMethod method)
    {
        var typed = credentials.Password.DangerousText;
        return method == DerivationMethod.LegacyAccountUnlock
            ? LegacyPasswordBytes(credentials.Email, typed)
            : ClientText.NormalizeToUtf8(ClientText.Trim(typed));
    }

    private static SecretBytes LegacyPasswordBytes(EmailAddress email, ReadOnlySpan<char> typed)
    {
        using var raw = new SecretBytes(Encoding.UTF8.GetByteCount(typed));
        Encoding.UTF8.GetBytes(typed, raw.Writable);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(raw.DangerousBytes, hash);
        Span<byte> hashText = stackalloc byte[43];
        System.Buffers.Text.Base64Url.EncodeToUtf8(hash, hashText);
        var prefix = Encoding.UTF8.GetBytes(email.Value + ":");
        var bytes = new SecretBytes(prefix.Length + hashText.Length);
        prefix.CopyTo(bytes.Writable);
        hashText.CopyTo(bytes.Writable[prefix.Length..]);
        CryptographicOperations.ZeroMemory(hash);
        CryptographicOperations.ZeroMemory(hashText);
        return bytes;
    }

    private static SecretBytes Pbkdf2(SecretBytes password, SecretBytes salt, Iterations iterations)
    {
        var output = new SecretBytes(OutputBytes);
        Rfc2898DeriveBytes.Pbkdf2(password.DangerousBytes, salt.DangerousBytes, output.Writable, iterations.Count, HashAlgorithmName.SHA256);
        return output;
    }

    private static SecretBytes ExpandSecretKey(SecretKey key)
    {
        using var secret = new SecretBytes(key.Secret.Length);
        Encoding.ASCII.GetBytes(key.Secret, secret.Writable);
        var output = new SecretBytes(OutputBytes);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.DangerousBytes, output.Writable, Encoding.ASCII.GetBytes(key.AccountId), Encoding.ASCII.GetBytes(key.VersionText));
        return output;
    }
}
