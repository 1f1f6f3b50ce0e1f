using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>
/// A Secret Key: the second secret of an account, made on the first device and never sent to the service.
/// </summary>
/// <remarks>
/// Form: version ("A3"; old "A2"), 6 characters of account id (not secret: sent at sign-in), 26 (25) secret characters, all of the
/// alphabet <c>23456789ABCDEFGHJKLMNPQRSTVWXYZ</c> (31 characters: no 0 1 I O U), each secret character uniform and independent.
/// Shown as <c>A3-XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX</c>. Source: 1Password white paper, sections 3.2 and 8.1.
/// <see cref="ToString"/> is masked; <see cref="Dispose"/> wipes the secret characters.
/// </remarks>
public sealed class SecretKey : IDisposable
{
    /// <summary>The 31 characters that occur in a Secret Key.</summary>
    public const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTVWXYZ";

    internal const int IdLength = 6;
    private const int GroupLength = 5;
    private const char Mark = '\u2022';

    private char[]? _secret;

    internal SecretKey(SecretKeyVersion version, string accountId, ReadOnlySpan<char> secret)
    {
        Version = version;
        AccountId = accountId;
        _secret = GC.AllocateArray<char>(secret.Length, pinned: true);
        secret.CopyTo(_secret);
    }

    /// <summary>The format version.</summary>
    public SecretKeyVersion Version { get; }

    /// <summary>The 6 characters that name the account's key; not secret (the service calls it skid or accountKeyUuid).</summary>
    public string AccountId { get; }

    internal string VersionText => Version == SecretKeyVersion.A3 ? "A3" : "A2";

    internal ReadOnlySpan<char> Secret
    {
        get
        {
            ObjectDisposedException.ThrowIf(_secret is null, this);
            return _secret;
        }
    }

    internal static int SecretLength(SecretKeyVersion version) => version == SecretKeyVersion.A3 ? 26 : 25;

    /// <summary>
    /// Reads a Secret Key in any spelling that people paste: either case, with or without dashes, blanks and line ends, quoted, or
    /// after a label that ends in a colon. Characters outside the alphabet are dropped, then prefix and length must fit.
    /// </summary>
    /// <exception cref="MalformedDataException">It is no Secret Key; the message says what is wrong without quoting the text.</exception>
    public static SecretKey Parse(ReadOnlySpan<char> text) =>
        SecretKeyParser.Parse(text, out var problem) ?? throw new MalformedDataException($"Secret Key: {problem}");

    /// <summary>As <see cref="Parse"/>, with false in place of the exception.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SecretKey? key) => TryParse(text, out key, out _);

    /// <summary>As <see cref="Parse"/>, with false and the reason (which does not quote the text) in place of the exception.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SecretKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = SecretKeyParser.Parse(text, out problem);
        return key is not null;
    }

    /// <summary>Makes a new A3 key with a new account id; every character uniform by rejection, about 129 bits of secret.</summary>
    public static SecretKey Create(IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(randomness);
        Span<char> id = stackalloc char[IdLength];
        SecretKeyAlphabet.Fill(id, randomness);
        return CreateFor(id.ToString(), randomness);
    }

    /// <summary>Makes the key that replaces this one: same version, same account id, new secret characters.</summary>
    /// <exception cref="UnsupportedSchemeException">This is an A2 key, which is read only.</exception>
    public SecretKey Rotate(IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(randomness);
        if (Version != SecretKeyVersion.A3)
            throw new UnsupportedSchemeException("Secret Key: an A2 key can be read, not rotated");
        return CreateFor(AccountId, randomness);
    }

    /// <summary>An independent copy, wiped on its own.</summary>
    public SecretKey Copy() => new(Version, AccountId, Secret);

    /// <summary>The whole key in the form people see: groups with dashes (A3: 40 characters). Reveals the secret.</summary>
    public string Reveal() => Group(Secret);

    /// <summary>The whole key without dashes (A3: 34 characters). Reveals the secret.</summary>
    public string RevealCompact() => string.Concat(VersionText, AccountId, Secret);

    /// <summary>The key for display: version and account id are shown, each secret character is a bullet.</summary>
    public string Mask() => Group(new string(Mark, SecretLength(Version)));

    /// <summary>The masked form.</summary>
    public override string ToString() => Mask();

    /// <summary>Overwrites the secret characters. May be called more than once.</summary>
    public void Dispose()
    {
        if (_secret is null)
            return;
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_secret.AsSpan()));
        _secret = null;
    }

    private static SecretKey CreateFor(string id, IRandomness randomness)
    {
        Span<char> secret = stackalloc char[SecretLength(SecretKeyVersion.A3)];
        SecretKeyAlphabet.Fill(secret, randomness);
        var key = new SecretKey(SecretKeyVersion.A3, id, secret);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(secret));
        return key;
    }

    // A3 has a first group of 6, then fives; A2 has fives only.
    private string Group(ReadOnlySpan<char> secret)
    {
        var first = secret.Length % GroupLength == 0 ? GroupLength : GroupLength + 1;
        var text = new System.Text.StringBuilder(40);
        text.Append(VersionText).Append('-').Append(AccountId).Append('-').Append(secret[..first]);
        for (var at = first; at < secret.Length; at += GroupLength)
            text.Append('-').Append(secret.Slice(at, GroupLength));
        return text.ToString();
    }
}
